"""The formulas of indicators: arithmetic over variables and constants, parsed once and never handed to `eval`.

    expression := term (("+" | "-") term)*
    term       := factor (("*" | "/") factor)*
    factor     := "-" factor | number | name | "(" expression ")"

Numbers are written with a decimal point and no grouping; names are those of variables and constants.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from scoring.errors import PlanError
from scoring.messages import _
from scoring.precision import MAX_DIGITS, in_reach
from scoring.quoting import quoted

MAX_LENGTH: Final = 1000
MAX_DEPTH: Final = 50
_TOKEN: Final = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([^\W\d]\w*)|([-+*/()]))")
_BINDING: Final = {"+": 1, "-": 1, "*": 2, "/": 2}


if TYPE_CHECKING:
    Node: TypeAlias = "Number | Name | Negative | Operation"
else:
    Node = object  # in quotes it would be compiled here, and the first screen would wait for that


class FormulaError(PlanError):
    """A formula that cannot be read; the sentence quotes it and says where."""


class Number(NamedTuple):
    """A literal."""

    value: Decimal


class Name(NamedTuple):
    """A variable or a constant."""

    name: str


class Negative(NamedTuple):
    """The negative of an operand."""

    operand: Node


class Operation(NamedTuple):
    """One of the four operations, `operator` being `+`, `-`, `*` or `/`."""

    operator: str
    left: Node
    right: Node


class Formula(NamedTuple):
    """A formula split at its top-level division, so that ratios are pooled and not averaged."""

    numerator: Node
    denominator: Node | None
    above: frozenset[str]
    """The names of the variables and constants in the numerator."""
    below: frozenset[str]
    """Likewise in the denominator; empty where there is none."""


@lru_cache(maxsize=1024)
def parse(text: str) -> Formula:
    """Read a formula; FormulaError says what is wrong with it and where."""
    tree = _Parser(text).whole()
    if isinstance(tree, Operation) and tree.operator == "/":
        return Formula(tree.left, tree.right, names(tree.left), names(tree.right))
    return Formula(tree, None, names(tree), frozenset())


def names(node: Node) -> frozenset[str]:
    """Return the names of the variables and constants in an expression."""
    match node:
        case Name(name):
            return frozenset({name})
        case Negative(operand):
            return names(operand)
        case Operation(_, left, right):
            return names(left) | names(right)
        case Number():
            return frozenset()


def divisors(node: Node) -> tuple[Node, ...]:
    """Return what is divided by inside an expression."""
    match node:
        case Negative(operand):
            return divisors(operand)
        case Operation(operator, left, right):
            inner = divisors(left) + divisors(right)
            return (*inner, right) if operator == "/" else inner
        case _:
            return ()


def evaluate(node: Node, numbers: Mapping[str, Decimal]) -> Decimal:
    """Compute an expression in the caller's decimal context.

    Raises KeyError for a name that is not in `numbers`, decimal.DivisionByZero or InvalidOperation for a division by 0.
    """
    match node:
        case Name(name):
            return numbers[name]
        case Number(value):
            return value
        case Negative(operand):
            return -evaluate(operand, numbers)
        case Operation(operator, left, right):
            a, b = evaluate(left, numbers), evaluate(right, numbers)
            match operator:
                case "+":
                    return a + b
                case "-":
                    return a - b
                case "*":
                    return a * b
                case _:
                    return a / b


def write(node: Node, texts: Mapping[str, str] | None = None, binding: int = 0) -> str:
    """Return an expression as text, with the names replaced by `texts` where given.

    `binding` is how tightly the surroundings bind: parentheses are set where they are needed, and only there.
    """
    match node:
        case Number(value):
            return f"{value:f}"
        case Name(name):
            return name if texts is None else texts.get(name, name)
        case Negative(operand):
            text, own = f"-{write(operand, texts, 3)}", 1
        case Operation(operator, left, right):
            own = _BINDING[operator]
            text = f"{write(left, texts, own)} {operator} {write(right, texts, own + 1)}"
    return f"({text})" if own < binding else text


class _Parser:
    """A recursive-descent parser over one formula."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        if len(text) > MAX_LENGTH:
            raise FormulaError(_("La fórmula tiene más de {limit} caracteres.").format(limit=MAX_LENGTH))
        self.advance()

    def advance(self) -> None:
        """Read the next token into `number`, `name` and `sign`; all empty at the end of the text."""
        self.start = self.at
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            if self.text[self.at :].strip():
                raise self.error(_("no se entiende lo que sigue"))
            self.number = self.name = self.sign = ""
            return
        self.number, self.name, self.sign = (group or "" for group in match.groups())
        self.at = match.end()

    def error(self, what: str) -> FormulaError:
        return FormulaError(
            _("Fórmula «{text}», carácter {at}: {what}.").format(text=quoted(self.text), at=self.start + 1, what=what)
        )

    def whole(self) -> Node:
        tree = self.expression(1)
        if self.number or self.name or self.sign:
            raise self.error(_("sobra lo que sigue"))
        return tree

    def expression(self, binding: int) -> Node:
        """Read operations that bind at least as tightly as `binding`."""
        tree = self.factor()
        while (own := _BINDING.get(self.sign, 0)) >= binding:
            operator = self.sign
            self.advance()
            tree = Operation(operator, tree, self.expression(own + 1))
        return tree

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.error(_("hay demasiados paréntesis o signos anidados"))
        number, name, sign = self.number, self.name, self.sign
        if not (number or name or sign in {"-", "("}):
            raise self.error(_("falta un número, un nombre o un paréntesis"))
        self.advance()
        node: Node
        if number:
            if not in_reach(value := Decimal(number)):
                raise self.error(_("hay un número de más de {limit} cifras").format(limit=MAX_DIGITS))
            node = Number(value)
        elif name:
            node = Name(name)
        elif sign == "-":
            node = Negative(self.factor())
        else:
            node = self.expression(1)
            if self.sign != ")":
                raise self.error(_("falta cerrar un paréntesis"))
            self.advance()
        self.depth -= 1
        return node
