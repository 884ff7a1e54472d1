"""Questionnaires as HL7 FHIR R4 (4.0.1): written, answered, and read from a documented subset."""
