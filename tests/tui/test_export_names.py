"""What an exported file is called if nobody says."""

from pathlib import Path

import pytest

from plans import plan_2024
from tui.exports.names import default_target, free_name


@pytest.mark.parametrize(
    ("address", "month", "responsible", "name"),
    [
        ("/planes/plan_2024.json", 3, "", "/planes/plan_2024_mar.xlsx"),
        ("plan_2024.json", 12, "", "plan_2024_dic.xlsx"),
        ("plan_2024.json", 0, "", "plan_2024.xlsx"),
        ("plan_2024.json", 3, "Jefe Comercial", "plan_2024_mar_jefe_comercial.xlsx"),
        ("plan_2024.json", 3, " Jefe  División/Ñandú… ", "plan_2024_mar_jefe_division_nandu.xlsx"),
        ("plan_2024.json", 3, "../..", "plan_2024_mar.xlsx"),
        ("plan_2024.json", 3, "a" * 300, f"plan_2024_mar_{'a' * 40}.xlsx"),
        ("https://servidor/planes/plan_2024", 3, "", "plan_2024_mar.xlsx"),
    ],
)
def test_the_name_carries_the_cut_off_and_the_responsible(
    address: str, month: int, responsible: str, name: str
) -> None:
    assert default_target(address, plan_2024(), month, part=responsible) == Path(name)


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    assert free_name(target) == tmp_path / "plan_2.pdf"
    (tmp_path / "plan_2.pdf").symlink_to("nowhere")
    (tmp_path / "plan_3.pdf").mkdir()
    assert free_name(target) == tmp_path / "plan_4.pdf"
