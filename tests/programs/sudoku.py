"""Recursive generators: sudoku by constraint propagation and search, n queens, exact cover, knight's tour."""
from collections import defaultdict, deque
from functools import cache, reduce
from itertools import combinations, islice, permutations, product
import operator

DIGITS = "123456789"
ROWS, COLS = "ABCDEFGHI", DIGITS
SQUARES = [r + c for r, c in product(ROWS, COLS)]
UNITS = (
    [[r + c for c in COLS] for r in ROWS]
    + [[r + c for r in ROWS] for c in COLS]
    + [[r + c for r in rs for c in cs] for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
)
UNITS_OF = {s: [u for u in UNITS if s in u] for s in SQUARES}
PEERS = {s: sorted(set(reduce(operator.add, UNITS_OF[s])) - {s}) for s in SQUARES}


class Contradiction(Exception):
    def __init__(self, square):
        super().__init__(f"no digit left for {square}")
        self.square = square


class Stats:
    def __init__(self):
        self.nodes = self.dead_ends = self.depth = 0

    def __repr__(self):
        return f"{self.nodes} nodes, {self.dead_ends} dead ends, depth {self.depth}"


class Grid:
    __slots__ = ("cells",)

    def __init__(self, cells):
        self.cells = cells

    @classmethod
    def parse(cls, text):
        grid = cls(dict.fromkeys(SQUARES, DIGITS))
        chars = [c for c in text if c in DIGITS or c in ".0"]
        if len(chars) != 81:
            raise ValueError(f"81 cells wanted, got {len(chars)}")
        for square, c in zip(SQUARES, chars, strict=True):
            if c in DIGITS:
                grid.assign(square, c)
        return grid

    def copy(self):
        return Grid(self.cells.copy())

    def assign(self, square, digit):
        for other in self.cells[square].replace(digit, ""):
            self.eliminate(square, other)

    def eliminate(self, square, digit):
        values = self.cells[square]
        if digit not in values:
            return
        values = self.cells[square] = values.replace(digit, "")
        match len(values):
            case 0:
                raise Contradiction(square)
            case 1:
                for peer in PEERS[square]:
                    self.eliminate(peer, values)
        for unit in UNITS_OF[square]:
            places = [s for s in unit if digit in self.cells[s]]
            if not places:
                raise Contradiction(square)
            if len(places) == 1 and len(self.cells[places[0]]) > 1:
                self.assign(places[0], digit)

    @property
    def solved(self):
        return all(len(v) == 1 for v in self.cells.values())

    def __str__(self):
        return "\n".join("".join(self.cells[r + c] for c in COLS) for r in ROWS)

    def check(self):
        return all("".join(sorted(self.cells[s] for s in unit)) == DIGITS for unit in UNITS)


def solutions(grid, stats, depth=0):
    """Every solution, depth first; a generator that delegates to itself."""
    stats.nodes += 1
    stats.depth = max(stats.depth, depth)
    if grid.solved:
        yield grid
        return
    count, square = min((len(v), s) for s, v in grid.cells.items() if len(v) > 1)
    for digit in grid.cells[square]:
        attempt = grid.copy()
        try:
            attempt.assign(square, digit)
        except Contradiction:
            stats.dead_ends += 1
            continue
        yield from solutions(attempt, stats, depth + 1)


PUZZLES = {
    "easy": "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..",
    "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "loose": "..3.2.6..9..3.5..1..18.64....81.29..7.......8..67.82....26.95..8..2.3..9..5.1.3..".replace("8", ".").replace("2", ".", 3),
    "wrong": "55..............................................................................." ,
    "short": "123",
}


def sudoku():
    for name, text in PUZZLES.items():
        stats = Stats()
        try:
            grid = Grid.parse(text)
            found = list(islice(solutions(grid, stats), 3))
        except (Contradiction, ValueError) as e:
            print(f"{name}: {type(e).__name__}: {e}")
            continue
        print(f"{name}: {len(found)} solution(s), {stats}, valid: {[g.check() for g in found]}")
        print(found[0])


# ---- n queens ---------------------------------------------------------------------------------

def queens(n, row=0, cols=(), left=frozenset(), right=frozenset()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if c not in cols and row + c not in left and row - c not in right:
            yield from queens(n, row + 1, (*cols, c), left | {row + c}, right | {row - c})


def board(cols):
    return ["".join("Q" if c == q else "." for c in range(len(cols))) for q in cols]


def symmetric(cols):
    """All eight images of a solution."""
    n = len(cols)
    turn = lambda q: tuple(n - 1 - q.index(i) for i in range(n))
    flip = lambda q: tuple(reversed(q))
    images = {cols}
    todo = deque([cols])
    while todo:
        q = todo.popleft()
        for image in (turn(q), flip(q)):
            if image not in images:
                images.add(image)
                todo.append(image)
    return frozenset(images)


def queens_report():
    print([sum(1 for _ in queens(n)) for n in range(1, 8)])
    all_six = set(queens(6))
    print(sorted(all_six), {len(symmetric(q)) for q in all_six})
    distinct = {min(symmetric(q)) for q in queens(7)}
    print(len(distinct), *sorted(distinct)[:2])
    print(*board(next(queens(8))), sep="\n")


# ---- exact cover ------------------------------------------------------------------------------

def exact_cover(rows, columns, chosen=()):
    """Knuth's algorithm X on plain dictionaries of sets."""
    if not columns:
        yield sorted(chosen)
        return
    column = min(columns, key=lambda c: (len(columns[c]), c))
    for row in sorted(columns[column]):
        removed = {c: columns[c] for c in rows[row]}
        clashing = set().union(*removed.values())
        rest = {c: {r for r in members if r not in clashing} for c, members in columns.items() if c not in removed}
        yield from exact_cover(rows, rest, (*chosen, row))


def cover_report():
    rows = {"A": [1, 4, 7], "B": [1, 4], "C": [4, 5, 7], "D": [3, 5, 6], "E": [2, 3, 6, 7], "F": [2, 7]}
    columns = defaultdict(set)
    for name, members in rows.items():
        for m in members:
            columns[m].add(name)
    print(list(exact_cover(rows, dict(columns))))
    dominoes = {f"{kind}{r}{c}": cells
                for r, c in product(range(4), range(4))
                for kind, cells in (("h", [(r, c), (r, c + 1)]), ("v", [(r, c), (r + 1, c)]))
                if all(x < 4 for cell in cells for x in cell)}
    columns = defaultdict(set)
    for name, cells in dominoes.items():
        for cell in cells:
            columns[cell].add(name)
    print(sum(1 for _ in exact_cover(dominoes, dict(columns))), "tilings of 4 by 4 with dominoes")


# ---- smaller searches -------------------------------------------------------------------------

def tour(n, path):
    """A knight's tour, squares with few ways out first."""
    if len(path) == n * n:
        yield path
        return

    def ways(p, skip=()):
        r, c = p
        return [q for dr, dc in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2))
                if 0 <= (q := (r + dr, c + dc))[0] < n and 0 <= q[1] < n and q not in path]

    for step in sorted(ways(path[-1]), key=lambda q: (len(ways(q)), q)):
        yield from tour(n, path + [step])


@cache
def partitions(n, largest=None):
    if n == 0:
        return ((),)
    largest = n if largest is None else largest
    return tuple((k, *rest) for k in range(min(n, largest), 0, -1) for rest in partitions(n - k, k))


def subset_sums(numbers, target, start=0, chosen=()):
    if target == 0:
        yield chosen
    for i, n in enumerate(numbers[start:], start):
        if n <= target:
            yield from subset_sums(numbers, target - n, i + 1, chosen + (n,))


def crypt(words, total):
    """SEND + MORE = MONEY by trying permutations lazily."""
    letters = sorted(set("".join(words) + total))
    first = {w[0] for w in (*words, total)}
    for digits in permutations(range(10), len(letters)):
        d = dict(zip(letters, digits))
        if any(d[f] == 0 for f in first):
            continue
        number = lambda w: reduce(lambda n, ch: n * 10 + d[ch], w, 0)
        if sum(map(number, words)) == number(total):
            yield {w: number(w) for w in (*words, total)}


def main():
    sudoku()
    queens_report()
    cover_report()
    steps = next(tour(5, [(0, 0)]))
    order = {square: i for i, square in enumerate(steps)}
    for r in range(5):
        print(" ".join(f"{order[r, c]:2}" for c in range(5)))
    print(len(partitions(20)), partitions(5))
    print(list(subset_sums([2, 3, 5, 7, 11, 13], 18)), sum(1 for _ in combinations(range(8), 4)))
    print(next(crypt(["AB", "A"], "BC"), "none"), sum(1 for _ in crypt(["AB", "A"], "BC")))


main()
