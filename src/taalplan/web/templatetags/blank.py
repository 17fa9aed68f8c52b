# SPDX-License-Identifier: EUPL-1.2
"""The part of a form that is the same for everybody as long as nothing was typed."""

from __future__ import annotations

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context

from taalplan.web.templatetags.words import language

register = template.Library()


class BlankNode(template.Node):
    """Fields rendered once for each language; a form with anything in it is rendered each time.

    Fifteen fields, each a template of its own, took three quarters of the page on which somebody
    is registered. What is kept holds nothing about anybody: the token against forged requests
    and the key of the form stand outside the block.
    """

    def __init__(self, form: FilterExpression, nodelist: NodeList) -> None:
        """`form` is the form whose fields are in the block."""
        self.form, self.nodelist = form, nodelist
        self.kept: dict[str, str] = {}

    def render(self, context: Context) -> str:
        """The block, from memory when the form is blank."""
        form = self.form.resolve(context)
        if form.is_bound or form.initial:
            return self.nodelist.render(context)
        spoken = language()
        if spoken not in self.kept:
            self.kept[spoken] = self.nodelist.render(context)
        return self.kept[spoken]


@register.tag
def blank(parser: Parser, token: Token) -> BlankNode:
    """`{% blank form %}fields{% endblank %}`."""
    _tag, form = token.split_contents()
    nodelist = parser.parse(("endblank",))
    parser.delete_first_token()
    return BlankNode(parser.compile_filter(form), nodelist)
