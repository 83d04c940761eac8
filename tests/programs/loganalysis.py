"""Log analysis: a pipeline of generators over 20,000 lines that the program makes itself."""
from collections import Counter, defaultdict, deque, namedtuple
from enum import Enum, IntEnum
import functools

LINES = 20_000


class Level(IntEnum):
    DEBUG = 10
    INFO = 20
    WARNING = 30
    ERROR = 40


class Status(Enum):
    OK = range(200, 300)
    REDIRECT = range(300, 400)
    CLIENT = range(400, 500)
    SERVER = range(500, 600)

    @classmethod
    @functools.cache
    def of(cls, code):
        for member in cls:
            if code in member.value:
                return member
        raise ValueError(f"no such status: {code}")


Request = namedtuple("Request", "time level host method path status size ms", defaults=(0,))
Event = namedtuple("Event", "time level text")


class ParseError(ValueError):
    def __init__(self, number, line):
        super().__init__(f"line {number}: {line[:30]!r}")
        self.number = number


# ---- making the log ---------------------------------------------------------------------------

def lcg(seed):
    """Numbers that are the same everywhere."""
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        yield seed >> 33


def clock(seconds):
    h, rest = divmod(seconds, 3600)
    m, s = divmod(rest, 60)
    return f"{h % 24:02d}:{m:02d}:{s:02d}"


def make_log(count, seed=2026):
    rnd = lcg(seed)

    def pick(*choices):
        return choices[next(rnd) % len(choices)]

    now = 0
    for number in range(count):
        now += next(rnd) % 5
        kind = next(rnd) % 100
        level = pick("DEBUG", "INFO", "INFO", "INFO", "WARNING", "ERROR")
        if kind < 85:
            host = f"10.0.{next(rnd) % 4}.{next(rnd) % 16}"
            path = pick("/", "/index.html", "/api/users", "/api/items", "/login", "/static/app.js")
            status = pick(200, 200, 200, 200, 204, 301, 304, 403, 404, 500, 503)
            size, ms = next(rnd) % 5000, next(rnd) % 800
            yield f"{clock(now)} {level} {host} {pick('GET', 'GET', 'POST', 'DELETE')} {path} {status} {size} {ms}ms"
        elif kind < 97:
            text = pick("cache miss", "worker started", "disk almost full", "timeout talking to db", "retrying")
            yield f"{clock(now)} {level} - {text} #{number}"
        elif kind < 99:
            yield ""
        else:
            yield f"???? garbage {number * 7919 % 1000}"


# ---- the stages -------------------------------------------------------------------------------

def parse(lines, errors):
    for number, line in enumerate(lines, 1):
        try:
            match line.split():
                case []:
                    continue
                case [time, level, "-", *words] if words:
                    yield Event(seconds(time), Level[level], " ".join(words))
                case [time, level, host, ("GET" | "POST" | "DELETE") as method, path, status, size, ms]:
                    yield Request(seconds(time), Level[level], host, method, path, int(status), int(size), int(ms.removesuffix("ms")))
                case _:
                    raise ParseError(number, line)
        except ParseError as e:
            errors.append(e)


def seconds(text):
    h, m, s = map(int, text.split(":"))
    return h * 3600 + m * 60 + s


def only(kind, items):
    return (item for item in items if isinstance(item, kind))


def tee_to(items, *sinks):
    """Passes items on and feeds every one to the sinks, which are generators that receive."""
    for sink in sinks:
        next(sink)
    for item in items:
        for sink in sinks:
            sink.send(item)
        yield item
    for sink in sinks:
        sink.close()


def counting(report, name, key):
    counts = Counter()
    try:
        while True:
            counts[key((yield))] += 1
    finally:
        report[name] = counts


def collecting(report, name, key, value):
    groups = defaultdict(list)
    try:
        while True:
            item = yield
            groups[key(item)].append(value(item))
    except GeneratorExit:
        report[name] = {k: sorted(v) for k, v in groups.items()}
        raise


def bursts(requests, window=60, limit=16):
    """Times when one host sent more than `limit` requests within `window` seconds."""
    recent = defaultdict(deque)
    last_day = 0
    for r in requests:
        q = recent[r.host]
        if q and q[-1] > r.time:
            q.clear()
        q.append(r.time)
        while q[0] <= r.time - window:
            q.popleft()
        if len(q) > limit:
            yield r.host, clock(r.time), len(q)
            q.clear()


def sessions(requests, gap=300):
    """Groups of requests of one host with no pause longer than `gap`."""
    open_sessions = {}
    for r in requests:
        match open_sessions.get(r.host):
            case (first, last, n) if 0 <= r.time - last <= gap:
                open_sessions[r.host] = first, r.time, n + 1
            case None:
                open_sessions[r.host] = r.time, r.time, 1
            case (first, last, n):
                yield r.host, last - first, n
                open_sessions[r.host] = r.time, r.time, 1
    yield from ((h, last - first, n) for h, (first, last, n) in sorted(open_sessions.items()))


def percentile(sorted_values, p):
    return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * p // 100)]


# ---- the report -------------------------------------------------------------------------------

class Table:
    def __init__(self, *heads):
        self.heads, self.rows = heads, []

    def __iadd__(self, row):
        self.rows.append([str(c) for c in row])
        return self

    def __str__(self):
        widths = [max(map(len, column)) for column in zip(self.heads, *self.rows)]
        line = lambda cells: "  ".join(f"{c:<{w}}" for c, w in zip(cells, widths)).rstrip()
        return "\n".join([line(self.heads), line(["-" * w for w in widths]), *map(line, self.rows)])


def main():
    errors, report = [], {}
    lines = 0

    def counted(it):
        nonlocal lines
        for line in it:
            lines += 1
            yield line

    items = parse(counted(make_log(LINES)), errors)
    items = tee_to(items, counting(report, "kinds", lambda i: type(i).__name__), counting(report, "levels", lambda i: i.level.name))
    kept = list(items)
    requests = list(tee_to(
        only(Request, kept),
        counting(report, "status", lambda r: Status.of(r.status)),
        counting(report, "hosts", lambda r: r.host),
        counting(report, "hours", lambda r: r.time // 3600),
        collecting(report, "times", lambda r: (r.method, r.path), lambda r: r.ms),
    ))
    print(f"{lines} lines, {len(errors)} unreadable, first: {errors[0]}, last in line {errors[-1].number}")
    print(", ".join(f"{k}: {n}" for k, n in sorted(report["kinds"].items())))
    print(", ".join(f"{k}: {n}" for k, n in sorted(report["levels"].items(), key=lambda kv: Level[kv[0]])))
    for status in Status:
        print(f"{status.name:>9} {report['status'][status]:6,d} {report['status'][status] / len(requests):6.1%}")
    table = Table("request", "count", "p50", "p95", "max")
    for (method, path), times in sorted(report["times"].items()):
        table += f"{method} {path}", len(times), percentile(times, 50), percentile(times, 95), times[-1]
    print(table)
    print("top hosts:", *(f"{h}={n}" for h, n in sorted(report["hosts"].items(), key=lambda kv: (-kv[1], kv[0]))[:5]))
    print("hours:", " ".join(f"{h:02d}:{n}" for h, n in sorted(report["hours"].items())))
    print("bytes:", sum(r.size for r in requests), "by status class:", {s.name: sum(r.size for r in requests if Status.of(r.status) is s) for s in Status})
    found = list(bursts(requests, limit=5))
    print(f"{len(found)} bursts", *found[:3], sep="\n  ")
    longest = sorted(sessions(requests), key=lambda s: (-s[1], s[0]))
    print(f"{len(longest)} sessions, longest:", *longest[:3])
    words = Counter(w for e in only(Event, kept) for w in e.text.split() if w.isalpha())
    print("words:", sorted(words.items(), key=lambda kv: (-kv[1], kv[0]))[:6])
    slow = functools.reduce(lambda best, r: r if r.ms > best.ms else best, requests)
    print("slowest:", slow._replace(level=slow.level.name))


if __name__ == "__main__":
    main()
