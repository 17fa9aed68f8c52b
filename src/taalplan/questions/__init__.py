# SPDX-License-Identifier: EUPL-1.2
"""A written question from its arrival to a signed answer that is published.

A question has parts; a part has an owner and drafts, of which the last one counts. Together they
are a question file, the same as `taalplan answer` reads (`file.py`). What is made of it is an
edition: documents and data, bound to the words they were made from. Readers read an edition, and
what they read is what is signed. Everything happens through `actions`, in the order of `states`.
"""
