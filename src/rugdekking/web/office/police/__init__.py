"""Politie en aangifte: the police files of a case, one per person concerned."""
