"""The record of acts: who did what to what, and when. Append-only; holds uuids, never names."""
