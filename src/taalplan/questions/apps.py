# SPDX-License-Identifier: EUPL-1.2
"""The room as Django knows it."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    """Questions."""

    name = "taalplan.questions"
    label = "questions"
