"""A cooperative scheduler: tasks, virtual time, cancellation, time limits, queues, async generators."""
import types
from collections import deque
from contextlib import contextmanager


class Cancelled(BaseException):
    pass


class TimedOut(Exception):
    pass


class Trap:
    """What a task asks of the scheduler. Awaiting one hands it to the loop and returns the loop's answer."""
    __slots__ = ("kind", "args")

    def __init__(self, kind, *args):
        self.kind, self.args = kind, args

    def __await__(self):
        return (yield self)


class Task:
    count = 0

    def __init__(self, coro, name=None):
        Task.count += 1
        self.coro, self.name = coro, name or f"task-{Task.count}"
        self.done = self.cancel_asked = False
        self.result = self.error = None
        self.watchers, self.leave = [], None

    def __await__(self):
        if not self.done:
            await_ = Trap("join", self)
            yield from await_.__await__()
        if self.error is not None:
            raise self.error
        return self.result

    def __repr__(self):
        state = "done" if self.done else "cancelling" if self.cancel_asked else "pending"
        return f"<Task {self.name} {state}>"


class Heap:
    """A binary heap of (key, value), smallest key first."""
    def __init__(self):
        self.items = []

    def __len__(self):
        return len(self.items)

    def push(self, key, value):
        items = self.items
        items.append((key, value))
        i = len(items) - 1
        while i and items[i][0] < items[(i - 1) // 2][0]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2

    def pop(self):
        items = self.items
        top, last = items[0], items.pop()
        if items:
            items[0], i = last, 0
            while (c := 2 * i + 1) < len(items):
                if c + 1 < len(items) and items[c + 1][0] < items[c][0]:
                    c += 1
                if items[i][0] <= items[c][0]:
                    break
                items[i], items[c], i = items[c], items[i], c
        return top


class Loop:
    def __init__(self):
        self.now, self.seq, self.steps = 0, 0, 0
        self.ready, self.timers, self.agens = deque(), Heap(), []

    def spawn(self, coro, name=None):
        task = Task(coro, name)
        self.ready.append((task, "send", None))
        return task

    def cancel(self, task, why=Cancelled):
        if task.done or task.cancel_asked:
            return False
        task.cancel_asked = True
        if task.leave:
            task.leave()
            task.leave = None
        self.ready = deque(r for r in self.ready if r[0] is not task)
        self.ready.append((task, "throw", why(f"{task.name} cancelled")))
        return True

    def wake(self, task, value=None):
        task.leave = None
        self.ready.append((task, "send", value))

    def run(self, coro):
        main = self.spawn(coro, "main")
        while not main.done:
            if not self.ready:
                if not self.timers:
                    raise RuntimeError("deadlock")
                (self.now, _), entry = self.timers.pop()
                entry()
                continue
            self.step(*self.ready.popleft())
        if main.error:
            raise main.error
        return main.result

    def step(self, task, how, value):
        if task.done:
            return
        self.steps += 1
        try:
            trap = getattr(task.coro, how)(value)
        except StopIteration as e:
            self.finish(task, result=e.value)
        except (Exception, Cancelled) as e:
            self.finish(task, error=e)
        else:
            self.handle(task, trap)

    def finish(self, task, result=None, error=None):
        task.done, task.result, task.error = True, result, error
        for watcher in task.watchers:
            self.wake(watcher)
        task.watchers.clear()

    def at(self, time, call):
        self.seq += 1
        self.timers.push((time, self.seq), call)

    def handle(self, task, trap):
        task.cancel_asked = False
        match trap.kind, trap.args:
            case "sleep", (delay,):
                live = [True]
                task.leave = lambda: live.clear()
                self.at(self.now + delay, lambda: live and self.wake(task, self.now))
            case "spawn", (coro, name):
                self.wake(task, self.spawn(coro, name))
            case "join", (other,):
                if other.done:
                    self.wake(task)
                else:
                    other.watchers.append(task)
                    task.leave = lambda: other.watchers.remove(task)
            case "cancel", (other, why):
                self.wake(task, self.cancel(other, why))
            case "timer", (delay, call):
                self.at(self.now + delay, call)
                self.wake(task)
            case "now", ():
                self.wake(task, self.now)
            case "self", ():
                self.wake(task, task)
            case "park", (place,):
                place.append(task)
                task.leave = lambda: place.remove(task)
            case "unpark", (place, value):
                if place:
                    self.wake(place.popleft(), value)
                self.wake(task)
            case kind, _:
                self.ready.append((task, "throw", ValueError(f"unknown trap {kind!r}")))


# ---- what programs use ------------------------------------------------------------------------

def sleep(t): return Trap("sleep", t)
def spawn(coro, name=None): return Trap("spawn", coro, name)
def now(): return Trap("now")
def cancel(task, why=Cancelled): return Trap("cancel", task, why)


@types.coroutine
def checkpoint():
    yield Trap("sleep", 0)


class Queue:
    def __init__(self, size):
        self.size, self.items, self.getters, self.putters = size, deque(), deque(), deque()

    async def put(self, item):
        while len(self.items) >= self.size:
            await Trap("park", self.putters)
        self.items.append(item)
        await Trap("unpark", self.getters, None)

    async def get(self):
        while not self.items:
            await Trap("park", self.getters)
        item = self.items.popleft()
        await Trap("unpark", self.putters, None)
        return item


class Lock:
    def __init__(self):
        self.owner, self.waiting = None, deque()

    async def __aenter__(self):
        me = await Trap("self")
        while self.owner is not None:
            await Trap("park", self.waiting)
        self.owner = me
        return self

    async def __aexit__(self, *exc):
        self.owner = None
        await Trap("unpark", self.waiting, None)


class Timeout:
    def __init__(self, delay):
        self.delay, self.active = delay, True

    async def __aenter__(self):
        task = await Trap("self")
        loop_cancel = LOOP[0].cancel
        await Trap("timer", self.delay, lambda: self.active and loop_cancel(task, TimedOut))
        return self

    async def __aexit__(self, kind, error, tb):
        self.active = False
        return False


async def gather(*coros):
    tasks = [await spawn(c) for c in coros]
    try:
        return [await t for t in tasks]
    except BaseException:
        for t in tasks:
            await cancel(t)
        raise


LOOP = []


@contextmanager
def new_loop(title):
    print(f"== {title}")
    LOOP.append(Loop())
    try:
        yield LOOP[-1]
    finally:
        loop = LOOP.pop()
        print(f"== {title} ended at {loop.now} after {loop.steps} steps")


async def ticker(period, limit):
    try:
        for n in range(limit):
            await sleep(period)
            yield n, await now()
    finally:
        await checkpoint()
        print("  ticker closed at", await now())


async def producer(q, name, count, pause):
    for i in range(count):
        await sleep(pause)
        await q.put((name, i))
    return count


async def consumer(q, seen):
    while True:
        name, i = await q.get()
        seen.append(f"{name}{i}@{await now()}")


async def queue_demo():
    q, seen = Queue(2), []
    c = await spawn(consumer(q, seen), "consumer")
    made = await gather(producer(q, "a", 4, 3), producer(q, "b", 3, 5))
    await checkpoint()
    await checkpoint()
    print("  cancelled:", await cancel(c), c)
    try:
        await c
    except Cancelled as e:
        print("  consumer ended by", repr(e), c)
    print(" ", made, *seen)
    return sum(made)


async def timeout_demo():
    try:
        async with Timeout(10):
            async for n, t in ticker(4, 100):
                print("  tick", n, t)
    except TimedOut as e:
        print("  timed out:", e)
    async with Timeout(10):
        await sleep(3)
    await sleep(20)
    gen = ticker(1, 5)
    print("  asend:", await gen.asend(None), await anext(gen))
    await gen.aclose()
    return [x async for x, _ in ticker(1, 3)], [t async for _, t in ticker(2, 2) if t % 2]


async def lock_demo():
    lock, order = Lock(), []

    async def worker(name, hold):
        async with lock:
            order.append(f"+{name}")
            await sleep(hold)
            order.append(f"-{name}")
        return name

    names = await gather(*(worker(n, h) for n, h in zip("xyz", (3, 1, 2))))
    return names, order


async def failing_demo():
    async def bad(n):
        await sleep(n)
        raise LookupError(f"failed at {await now()}")

    async def patient(log):
        try:
            await sleep(100)
        except Cancelled:
            await sleep(1)
            log.append("cleaned up")
            raise
        finally:
            log.append("finally")

    log = []
    try:
        await gather(bad(5), patient(log))
    except LookupError as e:
        print("  gather raised", repr(e))
    await sleep(2)
    try:
        await Trap("nonsense")
    except ValueError as e:
        print(" ", e)
    return log


async def many():
    async def one(n):
        total = 0
        for i in range(n % 7):
            await sleep(n % 3)
            total += i
        return total
    return sum(await gather(*(one(n) for n in range(300))))


for title, demo in {"queue": queue_demo, "timeout": timeout_demo, "lock": lock_demo, "failing": failing_demo, "many": many}.items():
    with new_loop(title) as loop:
        print("result:", loop.run(demo()))
with new_loop("deadlock") as loop:
    stuck = Queue(1).get()
    try:
        loop.run(stuck)
    except RuntimeError as e:
        print("RuntimeError:", e)
    stuck.close()
print(Task.count, "tasks")
