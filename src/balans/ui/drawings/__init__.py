"""Drawings that are made from what someone answered."""
