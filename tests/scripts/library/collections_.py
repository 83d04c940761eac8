# collections.
from collections import namedtuple, deque, Counter, OrderedDict, defaultdict, ChainMap, UserDict, UserList
P = namedtuple("P", "x y", defaults=[0])
p = P(1, 2)
print(p, p.x, p[1], p._replace(x=9), P(5), p._asdict(), P._fields, P._make([7, 8]), p == (1, 2), *p)
try: P()
except TypeError as e: print(e)
try: p.x = 1
except AttributeError as e: print(e)
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print(d, d.pop(), d.popleft(), d, len(d), d[0], 2 in d)
d.rotate(1); d.extend([7]); d.extendleft([8, 9]); print(d, list(reversed(d)), d.count(7), d.maxlen, d.index(8))
d.remove(8); d.clear()
try: d.pop()
except IndexError as e: print(e)
c = Counter("abracadabra"); c.update("aa"); c["z"] -= 1
print(c.most_common(2), c["q"], sorted(c.elements())[:3], c + Counter("b"), sorted((c - Counter(a=5)).items()), c.total())
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); print(o, o.popitem(last=False), list(reversed(o)), o == OrderedDict(c=3, a=1))
dd = defaultdict(list); dd["k"].append(1); dd["k"].append(2); print(dd, dd["new"], len(dd), dd.get("no"), dd.default_factory.__name__)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); cm["c"] = 4; print(cm["a"], cm["b"], sorted(cm), cm.maps[0], cm.new_child({"a": 0})["a"])
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.upper(), v)
u = U(a=1); u["b"] = 2; print(u, "A" in u)
print(UserList([1, 2]) + [3], sum(UserList([1, 2])))
graph = defaultdict(set)
for a, b in [(1, 2), (2, 3), (1, 3), (3, 4)]: graph[a].add(b); graph[b].add(a)
def bfs(s, t):
    q, seen = deque([(s, [s])]), {s}
    while q:
        n, path = q.popleft()
        if n == t: return path
        for m in sorted(graph[n] - seen): seen.add(m); q.append((m, path + [m]))
print(bfs(1, 4))
