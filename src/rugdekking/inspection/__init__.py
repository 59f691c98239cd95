"""What somebody sent as evidence: which kind it is, whether it can do harm, and a copy without hidden details.

Bytes in, a verdict and cleaned bytes out. Nothing here knows a report, a key or a database.
"""
