# SPDX-License-Identifier: EUPL-1.2
"""The register where the desks work: people, registrations, courses, places, appointments.

Every change is an action (`register.actions`): keyword-only, `by=` who, one transaction, one row
in the audit log. Views and commands call actions and never save a model themselves. What may be
done is in `permissions.py`, in which state in `states.py`.
"""
