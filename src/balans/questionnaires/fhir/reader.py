"""Walking through the items of a file: what each becomes here, and every problem on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from balans.core.text import clean
from balans.questionnaires.fhir.asking import Question, how_shown, question
from balans.questionnaires.fhir.file import (
    LONGEST_LINK,
    FileItem,
    Json,
    every_item,
    item_from,
    shown,
    text_problem,
)
from balans.questionnaires.fhir.looking_back import (
    Asked,
    Condition,
    NotSupported,
    circle,
    conditions,
)
from balans.questionnaires.fhir.naming import HL7
from balans.questionnaires.fhir.spoken import named, translated
from balans.questionnaires.kinds.base import PLACEHOLDER

SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"
RECKONS = {
    f"{HL7}/cqf-expression",
    f"{HL7}/questionnaire-hidden",
    f"{HL7}/variable",
    f"{SDC}-calculatedExpression",
    f"{SDC}-enableWhenExpression",
    f"{SDC}-initialExpression",
    f"{SDC}-answerExpression",
    f"{SDC}-candidateExpression",
}
"""Extensions that decide what is asked or answered; to leave them out would change the form."""


@dataclass
class Reader:
    """A file on its way to become a questionnaire; collects every problem instead of the first."""

    resource: Json
    language: str
    labels: Mapping[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pages: list[dict[str, Any]] = field(default_factory=list)
    page_words: dict[str, dict[str, str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    """Words to read that go with the next page."""

    def __post_init__(self) -> None:
        known = list(every_item(self.resource["item"]))
        self.every_link = {str(item.get("linkId")) for item in known}
        self.page_names: set[str] = set()
        self.question_names: set[str] = set()
        self.seen: set[str] = set()
        contained = self.resource.get("contained")
        self.contained = {
            str(each.get("id")): each
            for each in (contained if isinstance(contained, list) else ())
            if isinstance(each, dict) and each.get("resourceType") == "ValueSet"
        }

    # Items.

    def read_items(self) -> None:
        """Read every item, in the order of the form."""
        if "modifierExtension" in self.resource:
            self.problems.append("modifierExtension: changes the meaning of all of it; take it out")
        self._judge_extensions("extension", self.resource.get("extension"))
        for raw in self.resource["item"]:
            self._together(str(raw.get("linkId")), [raw], when=[], title="")
        if self.waiting:
            self.problems.append("a display after the last question is not supported; move it up")
        if not self.questions and not self.problems:
            self.problems.append("item: there is no question in it")

    def _group(self, item: FileItem, raw: Json, when: list[Condition], title: str) -> None:
        if item.repeats:
            self._problem(item, "repeats: a group that repeats is not supported; list its rows")
        when = [*when, *self._when(item)]
        self._together(item.link_id, raw.get("item", ()), when, self._text(item) or title)

    def _together(
        self, link_id: str, raws: Sequence[Json], when: list[Condition], title: str
    ) -> None:
        """Read items that stand together: a page of them, parted where others come between."""
        together: list[Question] = []
        for raw in raws:
            item = self._shape(raw)
            if item is None:
                continue
            if item.type == "display":
                self._display(item)
                continue
            if item.type == "group":
                self._page(link_id, together, when, title)
                together = []
                self._group(item, raw, when, title)
                continue
            found = self._question(item, raw)
            together += [found] if found else []
            if below := [each for each in raw.get("item", ()) if each.get("type") != "display"]:
                self._page(link_id, together, when, title)
                together = []
                given = [{"question": found.asked.id}] if found else []
                self._together(item.link_id, below, [*when, *given], title)
        self._page(link_id, together, when, title)

    def _page(
        self, link_id: str, asked: Sequence[Question], when: Sequence[Condition], title: str
    ) -> None:
        if not asked:
            return
        name = named(link_id, self.page_names)
        tables = [each.table for each in asked]
        self.pages.append({"id": name, "when": list(when), "questions": tables})
        words = {"title": title, "text": "\n".join(self.waiting)}
        self.page_words[name] = {key: text for key, text in words.items() if text}
        self.waiting.clear()

    def _display(self, item: FileItem) -> None:
        """Keep words to read for the page that they stand on."""
        if item.enable_when:
            self._problem(item, "enableWhen: words that come and go are not supported")
        self.waiting.append(self._text(item))

    def _question(self, item: FileItem, raw: Json) -> Question | None:
        name = named(item.link_id, self.question_names)
        try:
            label = self._text(item) or self.labels.get(name, "")
            found = question(name, item, label, self.contained, self.language)
        except NotSupported as problem:
            self._problem(item, str(problem))
            self._beside(None, raw)
            return None
        if when := self._when(item):
            found.table["when"] = when
        if item.required:
            self._note("required: every question may be skipped here")
        if item.max_length is not None:
            self._note("maxLength: our own limits hold")
        self._beside(found, raw)
        self.questions.append(found)
        self.links[name] = item.link_id
        self.asked[item.link_id] = found.asked
        return found

    def _beside(self, found: Question | None, raw: Json) -> None:
        """Read the words that stand below a question."""
        for child_raw in raw.get("item", ()):
            if child_raw.get("type") != "display":
                continue
            child = self._shape(child_raw)
            if child is not None and found is not None:
                self._add_words(found.words, how_shown(child.extension), self._text(child))

    @staticmethod
    def _add_words(words: dict[str, Any], control: str, text: str) -> None:
        name = {"help": "help", "flyover": "help", "lower": "low", "upper": "high"}.get(
            control, "hint"
        )
        if name in ("low", "high") and "low" not in words:
            name = "hint"
        before = "" if name in ("low", "high") else words.get(name, "")
        words[name] = f"{before} {text}".strip()

    # What is shared by all items.

    def _shape(self, raw: Json) -> FileItem | None:
        """Return an item whose elements are ours to read; note what is wrong with it otherwise."""
        link_id = raw.get("linkId")
        if not isinstance(link_id, str) or not clean(link_id) or len(link_id) > LONGEST_LINK:
            self.problems.append(
                f"an item with linkId {shown(link_id)}: give it one of 1 to {LONGEST_LINK} signs"
            )
            return None
        if link_id in self.seen:
            self.problems.append(
                f"item {shown(link_id)}: this linkId stands twice; each has its own"
            )
            return None
        self.seen.add(link_id)
        try:
            item = item_from(raw)
        except ValueError as error:
            self.problems += [f"item {shown(link_id)}: {each}" for each in str(error).split("\n")]
            return None
        self._judge_extensions(f"item {shown(link_id)}: extension", item.extension)
        return item

    def _judge_extensions(self, place: str, extensions: Any) -> None:
        for extension in extensions if isinstance(extensions, list | tuple) else ():
            url = extension.get("url") if isinstance(extension, Mapping) else None
            if isinstance(url, str) and url in RECKONS:
                self.problems.append(
                    f"{place} {shown(url)} decides what is asked; it is not supported"
                )

    def _text(self, item: FileItem) -> str:
        """Return the words of an item, in the language of the page."""
        text = translated(item.text, item.text_more, self.language)
        text = " ".join(each for each in (clean(item.prefix), text) if each)
        if problem := text_problem(item.text) or text_problem(text):
            self._problem(item, f"text: {problem}")
        if PLACEHOLDER.search(text):
            self._problem(item, "text: a word between {braces} means something else here")
        return text

    def _when(self, item: FileItem) -> list[Condition]:
        for clause in item.enable_when:
            if clause.question not in self.asked:
                self._problem(item, f"enableWhen: {self._why_not(item, clause.question)}")
                return []
        try:
            return conditions(item.enable_when, item.enable_behavior, self.asked)
        except NotSupported as problem:
            self._problem(item, str(problem))
            return []

    def _why_not(self, item: FileItem, target: str) -> str:
        """Return why an item cannot look at another."""
        if way := circle(self.resource["item"], item.link_id):
            return f"goes in a circle: {' → '.join(map(shown, way))}"
        if target not in self.every_link:
            return f"there is no item {shown(target)}"
        if target in self.seen:
            return f"{shown(target)} is no question that we read"
        return f"looks forward at {shown(target)}; put that question before this one"

    def _problem(self, item: FileItem, problem: str) -> None:
        self.problems.append(f"item {shown(item.link_id)}: {problem}")

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)
