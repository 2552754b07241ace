"""Controls: what is set in a field changes what is shown, without a browser."""

from __future__ import annotations

import pytest
from stegvis.explore import goal_controls, method_controls, time_controls
from stegvis.explore.goal_controls import GoalControls
from stegvis.explore.method_controls import MethodControls
from stegvis.explore.panel import Panel
from stegvis.explore.time_controls import TimeControls
from stegvis.show import swedish
from stegvis.show.exhibit import Prose

WIDGET = "application/vnd.jupyter.widget-view+json"


def shown(panel: Panel, kind: str = "text/plain") -> str:
    """Read what the panel's output holds just now."""
    return str(panel.output.outputs[0]["data"][kind]).replace(swedish.NBSP, " ")


@pytest.fixture
def goals(made_up, cresco_plus):
    return GoalControls(made_up, cresco_plus, "2025Q2")


@pytest.fixture
def over_time(made_up, cresco_plus):
    return TimeControls(made_up, cresco_plus, "skövde", "2024Q1")


def test_a_view_is_shown_without_a_click(goals):
    assert "Målet ”Varaktig progression” (70 %)" in shown(goals.panel)
    assert "<svg " in shown(goals.panel, "text/html")
    assert goals.variant.value == "6_manader", "the definition in force on the last day"


def test_where_there_are_no_widgets_the_view_is_shown_all_the_same(goals):
    bundle = goals.panel._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", WIDGET}
    assert "<svg " in bundle["text/html"]


def test_municipalities_goal_and_period_are_followed(goals):
    goals.municipalities.value = ("Skövde",)
    assert " i Skövde: " in shown(goals.panel)
    goals.goal.value = "arbete_studier"
    assert "Målet ”Arbete eller studier” (30 %)" in shown(goals.panel)
    goals.period.value = "2023Q1"
    assert "Ingen har avslutats till och med 2023-03-31" in shown(goals.panel)


def test_a_definition_sets_the_fields_and_the_fields_find_the_definition(goals):
    goals.variant.value = "12_manader_alla"
    assert (goals.months.value, goals.population.value) == (12, "alla")
    goals.months.value = 6
    assert goals.variant.value == "6_manader_alla"
    goals.population.value = "positiv"
    assert goals.variant.value == "6_manader"
    goals.rule.value = "majority"
    assert goals.variant.value == ""
    assert "Den valda definitionen är en egen" in shown(goals.panel)
    goals.variant.value = "6_manader"
    assert goals.rule.value == "net"
    assert "Definitionen som gäller är" in shown(goals.panel)


def test_the_fields_of_the_other_kind_of_goal_are_out_of_the_way(goals):
    def seen(*fields):
        return [field.layout.display != "none" for field in fields]

    assert seen(goals.reasons, goals.months, goals.rule) == [False, True, True]
    goals.population.value = "alla"
    assert seen(goals.rule, goals.rater) == [False, False]
    goals.goal.value = "arbete_studier"
    assert seen(goals.reasons, goals.within, goals.months) == [True, False, False]
    goals.denominator.value = "within"
    assert seen(goals.within) == [True]


def test_a_choice_that_asks_nothing_gives_a_sentence_and_nothing_to_save(goals):
    goals.municipalities.value = ()
    assert shown(goals.panel) == "Välj minst en kommun."
    assert goals.panel.button.disabled
    goals.municipalities.value = ("Hjo",)
    assert not goals.panel.button.disabled
    goals.goal.value = "arbete_studier"
    goals.reasons.value = ()
    assert "Välj minst en avslutsorsak" in shown(goals.panel)
    goals.reasons.value = ("arbete", "studier")
    assert goals.variant.value == "primar"
    assert " i Hjo" in shown(goals.panel)


def test_one_change_makes_one_view(goals, monkeypatch):
    made = []
    look = goals.panel._look
    monkeypatch.setattr(goals.panel, "_look", lambda: made.append(1) or look())
    goals.variant.value = "12_manader_alla"
    goals.project.value = "cresco-creare"
    assert len(made) == 2


def test_another_project_brings_its_own_choices(goals):
    goals.project.value = "cresco-creare"
    assert goals.goal.value == "arbete_studier"
    assert len(goals.municipalities.value) == 15
    assert goals.period.value == "2023Q1"
    assert goals.panel.view.section.project.id == "cresco-creare"


def test_the_button_saves_what_is_shown_and_says_where(goals, tmp_path):
    goals.panel._folder = tmp_path / "vyer"
    goals.panel.button.click()
    names = sorted(path.name for path in (tmp_path / "vyer").iterdir())
    assert names == [f"{goals.panel.view.name}.csv", f"{goals.panel.view.name}.svg"]
    assert "får inte spridas" in goals.panel.status.value
    assert all(name in goals.panel.status.value for name in names)
    goals.municipalities.value = ("Hjo",)
    assert "Sparat" not in goals.panel.status.value, "this view is not saved yet"


def test_what_cannot_be_saved_is_said(goals, tmp_path):
    (tmp_path / "file").touch()
    goals.panel._folder = tmp_path / "file"
    goals.panel.button.click()
    assert "Vyn kunde inte sparas: " in goals.panel.status.value


def test_a_component_and_an_outcome_are_followed(made_up, cresco_plus):
    methods = MethodControls(made_up, cresco_plus, "2025Q2")
    assert "”Progressionskort”" in shown(methods.panel)
    methods.component.value = "metodtrohet"
    assert "”Metodtrohet, alla delar”" in shown(methods.panel)
    methods.outcome.value = 3
    assert "”Varaktig progression: 6 månader, alla avslut”" in shown(methods.panel)
    methods.project.value = "cresco-creare"
    assert methods.panel.view.section.project.id == "cresco-creare"
    assert "”Steg framåt”" in shown(methods.panel)


def test_a_municipality_and_what_is_followed(over_time):
    assert "rört sig framåt" in shown(over_time.panel)
    over_time.followed.value = -1
    assert "har startat i Skövde" in shown(over_time.panel)
    assert over_time.as_known.layout.display == "none"
    over_time.followed.value = 0
    over_time.as_known.value = True
    assert "Ihålig punkt: som det var känt" in shown(over_time.panel)
    over_time.municipality.value = "Vara"
    assert "Vara har inte lämnat någon leverans" in shown(over_time.panel)
    over_time.project.value = "cresco-creare"
    assert over_time.municipality.value == "Vara"


def test_labels_are_not_cut_and_every_field_has_one(goals, over_time):
    for controls in (goals, over_time):
        for field in controls.panel.widget.children[:-3]:
            assert field.description
            if field is not over_time.as_known:  # its label stands after the box, in full
                assert field.style.description_width == "11em"
                assert len(field.description) <= 22, "11em hold so many characters"


@pytest.mark.parametrize(
    ("explore", "parameters", "said"),
    [
        (goal_controls.explore_goals, ("cresco-plux", "2025Q2"), "Menade du cresco-plus"),
        (goal_controls.explore_goals, ("cresco-plus", "2025Q7"), "är ingen period"),
        (method_controls.explore_methods, ("x", "2025Q2"), "Projektet ”x” finns inte"),
        (time_controls.explore_over_time, ("cresco-plus", "Hju", "2025Q2"), "Menade du Hjo"),
    ],
)
def test_wrong_parameters_of_a_notebook_give_a_sentence(explore, parameters, said):
    given = explore("data/example/store", *parameters)
    assert isinstance(given, Prose)
    assert said in given.plain()


def test_a_store_of_a_newer_version_gives_a_sentence(tmp_path):
    store = tmp_path / "store"
    store.mkdir()
    (store / "store.json").write_text('{"version": 99, "kind": "real"}')
    panel = goal_controls.explore_goals(str(store), "cresco-plus", "2025Q2")
    assert isinstance(panel, Panel)
    assert "nyare version av stegvis" in shown(panel)


def test_the_panel_brings_the_charts_typeface_without_which_names_would_be_cut(goals):
    assert "@font-face" in goals.panel.widget.children[-1].value
