"""Content and support map for other programs: OpenAPI 3.1, and Open Referral HSDS 3.0."""
