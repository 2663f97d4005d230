"""Validates documents against the JSON Schemas of a directory.

Each line of standard input is {"schema": file name, "document": anything}; each line of
output is the first problem of that document, or "ok".
"""
import json
import pathlib
import sys

import jsonschema

validators = {}
for path in pathlib.Path(sys.argv[1]).glob("*.schema.json"):
    schema = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validators[path.name] = jsonschema.Draft7Validator(schema)

for line in sys.stdin.buffer:
    case = json.loads(line)
    error = next(validators[case["schema"]].iter_errors(case["document"]), None)
    place = "/".join(str(step) for step in error.absolute_path) if error else ""
    print("ok" if error is None else json.dumps(f"{place}: {error.message}"))
