"""Prints what a report of Stryker says: a row of a table for each room, then each mutant that no test killed, with the line it stands in."""
import collections
import json
import os
import sys

report = json.load(open(sys.argv[1], encoding="utf-8"))
root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
rooms = collections.defaultdict(collections.Counter)
left = []
for path, file in sorted(report["files"].items()):
    path = os.path.relpath(os.path.join(report.get("projectRoot", root), path), os.path.join(root, "src"))
    for mutant in file["mutants"]:
        rooms[os.path.dirname(path)][mutant["status"]] += 1
        if mutant["status"] in ("Survived", "NoCoverage"):
            left.append((path, mutant, file["source"].splitlines()))

print("| room | mutants | killed | survived | timeout | no coverage | score |")
print("|---|---|---|---|---|---|---|")
for room, count in sorted(rooms.items()):
    killed, timeout = count["Killed"], count["Timeout"]
    tried = killed + timeout + count["Survived"] + count["NoCoverage"]
    if tried:
        print(f"| {room} | {tried} | {killed} | {count['Survived']} | {timeout} | {count['NoCoverage']} | {100 * (killed + timeout) / tried:.0f} % |")
for path, mutant, lines in left:
    line = mutant["location"]["start"]["line"]
    print(f"\n{path}:{line} {mutant['status']}: {mutant['mutatorName']}\n    {lines[line - 1].strip()}\n    -> {' '.join(mutant.get('replacement', '').split())}")
