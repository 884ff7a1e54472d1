"""Names that stay: where a questionnaire lives in the world of FHIR, whatever host serves it."""

from balans.questionnaires.fhir.resources import CodeableConcept, Coding, Extension

BASE = "https://mantelzorgbalans.nl/fhir"
"""A name, not an address: it is the same on every host, and nothing has to stand there."""

HL7 = "http://hl7.org/fhir/StructureDefinition"
MIN_VALUE, MAX_VALUE = f"{HL7}/minValue", f"{HL7}/maxValue"
ORDINAL = f"{HL7}/ordinalValue"
UNIT = f"{HL7}/questionnaire-unit"
ITEM_CONTROL = f"{HL7}/questionnaire-itemControl"
TRANSLATION = f"{HL7}/translation"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
CONDITION = f"{BASE}/StructureDefinition/condition"
"""Ours: a condition that enableWhen cannot say, in the words of docs/fhir-subset.md."""


def canonical(name: str) -> str:
    """Return the canonical url of a questionnaire of ours."""
    return f"{BASE}/Questionnaire/{name}"


def resource_id(name: str, version: int) -> str:
    """Return the id under which every host serves one version."""
    return f"{name}.v{version}"


def computer_name(name: str) -> str:
    """Return a name as FHIR wants it for programs: Csi, DrieMinuten."""
    return "".join(part.capitalize() for part in name.split("-"))


def system_of(flow: str, question: str) -> str:
    """Return the code system of the options of one question."""
    return f"{BASE}/CodeSystem/{flow}/{question}"


def control(code: str) -> Extension:
    """Return the extension that says how an item is shown or used."""
    coding = Coding(system=CONTROLS, code=code)
    return Extension(url=ITEM_CONTROL, value_codeable_concept=CodeableConcept(coding=(coding,)))


def points(count: int) -> Extension:
    """Return the extension that gives an option its points."""
    return Extension(url=ORDINAL, value_decimal=count)
