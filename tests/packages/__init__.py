"""Tests of reading, writing and checking programme packages; strategies and sample packages lie beside them."""
