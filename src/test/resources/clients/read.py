"""Reads values with the generated client, and writes the results of the round trip."""
import json
import sys

client, source, target = sys.argv[1:]
sys.path.insert(0, client)
from openapi_client import models  # noqa: E402

with open(source, encoding="utf-8") as file:
    values = json.load(file)
made = []
for value in values:
    kind = getattr(models, value["schema"])
    made.append(json.loads(kind.from_json(json.dumps(value["json"])).to_json()))
with open(target, "w", encoding="utf-8") as file:
    json.dump(made, file)
