#!/usr/bin/env python3
"""Runs the programs of this folder under pyarena and CPython in turn, in one
run, and prints medians and ratios.

    python3 benches/compare.py [--rounds N] [--pyarena PATH] [--python PATH] [NAME...]

Times are what the programs measure themselves, without start-up. Ratios are
taken pair by pair and then their median: the machine's speed may drift.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SIZES = {
    "count": 5_000_000, "calls": 3_000_000, "drive": 3_000_000, "churn": 1_000_000, "cycles": 500_000,
    "fib": 2_000_000, "attributes": 2_000_000, "methods": 2_000_000, "properties": 2_000_000, "supers": 1_000_000,
    "instances": 1_000_000, "lists": 2_000_000, "dicts": 1_000_000, "strings": 300_000, "floats": 3_000_000,
    "comprehension": 3_000_000, "raises": 300_000, "finals": 5_000_000,
}


def seconds(command):
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pyarena", default=str(HERE.parent / "target/release/pyarena"))
    parser.add_argument("--python", default=shutil.which("python3.13") or shutil.which("python3"))
    parser.add_argument("names", nargs="*", default=list(SIZES))
    options = parser.parse_args()
    if not pathlib.Path(options.pyarena).exists():
        sys.exit(f"{options.pyarena} is missing: cargo build --release")
    version = subprocess.run([options.python, "-VV"], capture_output=True, text=True).stdout.strip()
    print(f"pyarena against {version}, median of {options.rounds} rounds\n")
    print(f"{'program':<13} {'pyarena ns':>11} {'python ns':>11} {'ratio':>7}")
    for name in options.names:
        size = SIZES[name]
        program = str(HERE / "programs" / f"{name}.py")
        ours, theirs = [], []
        for _ in range(options.rounds):
            ours.append(seconds([options.pyarena, "run", program, str(size)]))
            theirs.append(seconds([options.python, program, str(size)]))
        ratio = statistics.median(a / b for a, b in zip(ours, theirs))
        per = 1e9 / size
        print(f"{name:<13} {statistics.median(ours) * per:>11.1f} {statistics.median(theirs) * per:>11.1f} {ratio:>7.2f}")


if __name__ == "__main__":
    main()
