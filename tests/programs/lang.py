"""An interpreter for a small language: lexer, precedence parser, closures, classes, exceptions, while loops."""
from collections import ChainMap, namedtuple
from enum import Enum, auto
from functools import partial, singledispatchmethod, wraps
import operator


class T(Enum):
    NUM = auto()
    STR = auto()
    NAME = auto()
    WORD = auto()
    OP = auto()
    END = auto()


WORDS = frozenset("let fn class if else while return throw try catch finally print true false nil and or not break for in new".split())
OPS = ("==", "!=", "<=", ">=", "+=", *"+-*/%<>=(){}[],.;:")
Token = namedtuple("Token", "kind text line")


class LangError(Exception):
    """An error in the program that is interpreted."""
    def __init__(self, line, message):
        super().__init__(f"line {line}: {message}")


class Thrown(Exception):
    def __init__(self, value):
        self.value = value


class Return(Exception):
    def __init__(self, value):
        self.value = value


class Break(Exception):
    pass


def tokens(text):
    i, line = 0, 1
    while i < len(text):
        c = text[i]
        if c == "\n":
            line += 1
            i += 1
        elif c.isspace():
            i += 1
        elif c == "#":
            while i < len(text) and text[i] != "\n":
                i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            yield Token(T.NUM, text[start:i], line)
        elif c.isalpha() or c == "_":
            start = i
            while i < len(text) and (text[i].isalnum() or text[i] == "_"):
                i += 1
            word = text[start:i]
            yield Token(T.WORD if word in WORDS else T.NAME, word, line)
        elif c == '"':
            end = text.find('"', i + 1)
            if end < 0:
                raise LangError(line, "string without an end")
            yield Token(T.STR, text[i + 1:end], line)
            i = end + 1
        else:
            for op in OPS:
                if text.startswith(op, i):
                    yield Token(T.OP, op, line)
                    i += len(op)
                    break
            else:
                raise LangError(line, f"stray character {c!r}")
    yield Token(T.END, "", line)


class Node:
    """Base of the tree; subclasses get __init__, __repr__ and __match_args__ from their annotations."""
    line = 0

    def __init_subclass__(cls):
        cls.__match_args__ = tuple(cls.__annotations__)

    def __init__(self, *values, line=0):
        for name, value in zip(self.__match_args__, values, strict=True):
            setattr(self, name, value)
        self.line = line

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(repr(getattr(self, n)) for n in self.__match_args__)})"


class Const(Node): value: object
class Name(Node): name: str
class Unary(Node): op: str; of: Node
class Binary(Node): op: str; left: Node; right: Node
class Logic(Node): op: str; left: Node; right: Node
class Call(Node): callee: Node; args: list
class Attr(Node): of: Node; name: str
class Index(Node): of: Node; key: Node
class ListOf(Node): items: list
class Func(Node): name: str; params: list; body: Node
class Let(Node): name: str; value: Node
class Assign(Node): target: Node; value: Node
class Block(Node): items: list
class If(Node): test: Node; then: Node; other: Node
class While(Node): test: Node; body: Node
class For(Node): name: str; of: Node; body: Node
class Jump(Node): kind: str; value: Node
class Try(Node): body: Node; name: str; handler: Node; last: Node
class Class(Node): name: str; base: Node; methods: list
class Print(Node): args: list


def placed(method):
    """Gives the tree that a parser method returns the line on which it began."""
    @wraps(method)
    def wrapper(self, *args):
        line = self.now.line
        node = method(self, *args)
        node.line = node.line or line
        return node
    return wrapper


class Parser:
    LEVELS = {"or": 1, "and": 2, "==": 3, "!=": 3, "<": 4, ">": 4, "<=": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6}

    def __init__(self, text):
        self.source = tokens(text)
        self.advance()

    def advance(self):
        token, self.now = getattr(self, "now", None), next(self.source, None)
        return token

    def at(self, *texts):
        return self.now.kind in (T.OP, T.WORD) and self.now.text in texts

    def accept(self, *texts):
        return self.advance() if self.at(*texts) else None

    def expect(self, text):
        if not self.at(text):
            raise LangError(self.now.line, f"{text!r} expected, got {self.now.text or 'the end'!r}")
        return self.advance()

    def name(self):
        if self.now.kind is not T.NAME:
            raise LangError(self.now.line, f"a name expected, got {self.now.text!r}")
        return self.advance().text

    def program(self):
        items = []
        while self.now.kind is not T.END:
            items.append(self.statement())
        return Block(items)

    def block(self):
        self.expect("{")
        items = []
        while not self.accept("}"):
            items.append(self.statement())
        return Block(items)

    def several(self, end, item):
        out = []
        while not self.accept(end):
            out.append(item())
            if not self.accept(","):
                self.expect(end)
                break
        return out

    @placed
    def statement(self):
        match self.now:
            case Token(T.WORD, "let"):
                self.advance()
                name = self.name()
                node = Let(name, self.expression() if self.accept("=") else Const(None))
            case Token(T.WORD, "fn"):
                self.advance()
                name = self.name()
                return Let(name, self.function(name))
            case Token(T.WORD, "class"):
                self.advance()
                name = self.name()
                base = Name(self.name()) if self.accept(":") else None
                self.expect("{")
                methods = []
                while not self.accept("}"):
                    self.expect("fn")
                    method = self.name()
                    methods.append((method, self.function(f"{name}.{method}")))
                return Class(name, base, methods)
            case Token(T.WORD, "if"):
                return self.conditional()
            case Token(T.WORD, "while"):
                self.advance()
                return While(self.expression(), self.block())
            case Token(T.WORD, "for"):
                self.advance()
                name = self.name()
                self.expect("in")
                return For(name, self.expression(), self.block())
            case Token(T.WORD, "try"):
                self.advance()
                body, name, handler, last = self.block(), None, None, None
                if self.accept("catch"):
                    name, handler = self.name(), self.block()
                if self.accept("finally"):
                    last = self.block()
                return Try(body, name, handler, last)
            case Token(T.WORD, "return" | "throw" | "break" as kind):
                self.advance()
                node = Jump(kind, Const(None) if self.at(";") else self.expression())
            case Token(T.WORD, "print"):
                self.advance()
                node = Print(self.several_until_semicolon())
            case _:
                node = self.expression()
                if self.accept("="):
                    node = Assign(node, self.expression())
                elif self.accept("+="):
                    node = Assign(node, Binary("+", node, self.expression()))
        self.expect(";")
        return node

    def several_until_semicolon(self):
        args = [self.expression()]
        while self.accept(","):
            args.append(self.expression())
        return args

    def conditional(self):
        self.expect("if")
        test, then, other = self.expression(), self.block(), None
        if self.accept("else"):
            other = self.conditional() if self.at("if") else self.block()
        return If(test, then, other)

    @placed
    def function(self, name):
        self.expect("(")
        params = self.several(")", self.name)
        return Func(name, params, self.block())

    @placed
    def expression(self, level=0):
        left = self.unary()
        while (mine := self.LEVELS.get(self.now.text, 0) if self.now.kind in (T.OP, T.WORD) else 0) > level:
            op = self.advance()
            kind = Logic if op.text in ("and", "or") else Binary
            left = kind(op.text, left, self.expression(mine), line=op.line)
        return left

    @placed
    def unary(self):
        if op := self.accept("-", "not"):
            return Unary(op.text, self.unary())
        node = self.atom()
        while True:
            line = self.now.line
            if self.accept("("):
                node = Call(node, self.several(")", self.expression), line=line)
            elif self.accept("."):
                node = Attr(node, self.name(), line=line)
            elif self.accept("["):
                node = Index(node, self.expression(), line=line)
                self.expect("]")
            else:
                return node

    @placed
    def atom(self):
        token = self.advance()
        match token.kind, token.text:
            case T.NUM, text:
                return Const(float(text) if "." in text else int(text))
            case T.STR, text:
                return Const(text)
            case T.NAME, text:
                return Name(text)
            case T.WORD, "true" | "false" | "nil" as word:
                return Const({"true": True, "false": False, "nil": None}[word])
            case T.WORD, "fn":
                return self.function("fn")
            case T.OP, "(":
                node = self.expression()
                self.expect(")")
                return node
            case T.OP, "[":
                return ListOf(self.several("]", self.expression))
            case _, text:
                raise LangError(token.line, f"unexpected {text or 'end'!r}")


class Closure:
    def __init__(self, func, env, machine):
        self.func, self.env, self.machine = func, env, machine

    def __call__(self, *args):
        if len(args) != len(self.func.params):
            raise LangError(self.func.line, f"{self.func.name} takes {len(self.func.params)} values, got {len(args)}")
        env = self.env.new_child(dict(zip(self.func.params, args)))
        try:
            self.machine.run(self.func.body, env)
        except Return as r:
            return r.value

    def bind(self, this):
        return Closure(self.func, self.env.new_child({"this": this}), self.machine)

    def __str__(self):
        return f"<fn {self.func.name}>"


class Kind:
    def __init__(self, name, base, methods):
        self.name, self.base, self.methods = name, base, methods

    def find(self, name):
        kind = self
        while kind is not None:
            if name in kind.methods:
                return kind.methods[name]
            kind = kind.base
        return None

    def __call__(self, *args):
        it = Instance(self)
        if init := self.find("init"):
            init.bind(it)(*args)
        return it

    def __str__(self):
        return f"<class {self.name}>"


class Instance:
    def __init__(self, kind):
        self.kind, self.fields = kind, {}

    def __str__(self):
        if method := self.kind.find("text"):
            return show(method.bind(self)())
        return f"<{self.kind.name}>"


def show(value):
    match value:
        case None: return "nil"
        case bool(): return str(value).lower()
        case list(): return "[" + ", ".join(map(show, value)) + "]"
        case float() if value.is_integer(): return str(int(value))
        case _: return str(value)


class Machine:
    OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "%": operator.mod, "<": operator.lt, ">": operator.gt,
           "<=": operator.le, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
           "/": lambda a, b: a // b if isinstance(a, int) and isinstance(b, int) and a % b == 0 else a / b}

    def __init__(self):
        self.out, self.count = [], 0
        self.globals = ChainMap({"len": len, "str": show, "range": lambda *a: list(range(*a)), "push": lambda l, v: l.append(v),
                                 "map": lambda f, l: [f(v) for v in l], "sum": partial(sum, start=0), "type": lambda v: v.kind.name if isinstance(v, Instance) else type(v).__name__})

    def run(self, node, env):
        self.count += 1
        return self.do(node, env)

    @singledispatchmethod
    def do(self, node, env):
        raise LangError(node.line, f"cannot run {node!r}")

    @do.register
    def _(self, node: Const, env): return node.value

    @do.register
    def _(self, node: Name, env):
        try:
            return env[node.name]
        except KeyError:
            raise LangError(node.line, f"unknown name {node.name}") from None

    @do.register
    def _(self, node: Binary, env):
        left, right = self.run(node.left, env), self.run(node.right, env)
        if node.op == "+" and isinstance(left, str) != isinstance(right, str):
            left, right = show(left), show(right)
        try:
            return self.OPS[node.op](left, right)
        except ZeroDivisionError:
            raise Thrown("division by zero") from None
        except TypeError as e:
            raise LangError(node.line, f"{node.op} does not fit {show(left)} and {show(right)}") from e

    @do.register
    def _(self, node: Logic, env):
        left = self.run(node.left, env)
        return self.run(node.right, env) if bool(left) == (node.op == "and") else left

    @do.register
    def _(self, node: Unary, env):
        value = self.run(node.of, env)
        return not value if node.op == "not" else -value

    @do.register
    def _(self, node: ListOf, env): return [self.run(i, env) for i in node.items]

    @do.register
    def _(self, node: Func, env): return Closure(node, env, self)

    @do.register
    def _(self, node: Call, env):
        callee, args = self.run(node.callee, env), [self.run(a, env) for a in node.args]
        if not callable(callee):
            raise LangError(node.line, f"{show(callee)} cannot be called")
        try:
            return callee(*args)
        except RecursionError:
            raise Thrown("too deep") from None

    @do.register
    def _(self, node: Attr, env):
        match self.run(node.of, env):
            case Instance(kind=kind, fields=fields) as it:
                if node.name in fields:
                    return fields[node.name]
                if node.name == "super":
                    return lambda name, *args: kind.base.find(name).bind(it)(*args)
                if method := kind.find(node.name):
                    return method.bind(it)
                raise LangError(node.line, f"{kind.name} has no {node.name}")
            case other:
                raise LangError(node.line, f"{show(other)} has no fields")

    @do.register
    def _(self, node: Index, env):
        of, key = self.run(node.of, env), self.run(node.key, env)
        try:
            return of[key]
        except (IndexError, TypeError) as e:
            raise Thrown(f"no element {show(key)}") from e

    @do.register
    def _(self, node: Let, env): env[node.name] = self.run(node.value, env)

    @do.register
    def _(self, node: Assign, env):
        value = self.run(node.value, env)
        match node.target:
            case Name(name):
                for scope in env.maps:
                    if name in scope:
                        scope[name] = value
                        return
                raise LangError(node.line, f"unknown name {name}")
            case Attr(of, name):
                self.run(of, env).fields[name] = value
            case Index(of, key):
                self.run(of, env)[self.run(key, env)] = value
            case _:
                raise LangError(node.line, "cannot assign to this")

    @do.register
    def _(self, node: Block, env):
        inner = env.new_child()
        for item in node.items:
            self.run(item, inner)

    @do.register
    def _(self, node: If, env):
        if self.run(node.test, env):
            self.run(node.then, env)
        elif node.other:
            self.run(node.other, env)

    @do.register
    def _(self, node: While, env):
        try:
            while self.run(node.test, env):
                self.run(node.body, env)
        except Break:
            pass

    @do.register
    def _(self, node: For, env):
        for value in self.run(node.of, env):
            try:
                self.run(node.body, env.new_child({node.name: value}))
            except Break:
                break

    @do.register
    def _(self, node: Jump, env):
        value = self.run(node.value, env)
        raise {"return": Return, "throw": Thrown}[node.kind](value) if node.kind != "break" else Break

    @do.register
    def _(self, node: Try, env):
        try:
            self.run(node.body, env)
        except Thrown as e:
            if node.handler is None:
                raise
            self.run(node.handler, env.new_child({node.name: e.value}))
        finally:
            if node.last:
                self.run(node.last, env)

    @do.register
    def _(self, node: Class, env):
        base = node.base and self.run(node.base, env)
        env[node.name] = Kind(node.name, base, {n: self.run(f, env) for n, f in node.methods})

    @do.register
    def _(self, node: Print, env): self.out.append(" ".join(show(self.run(a, env)) for a in node.args))


def execute(title, text):
    machine = Machine()
    print(f"--- {title}")
    try:
        tree = Parser(text).program()
        machine.run(tree, machine.globals)
    except LangError as e:
        machine.out.append(f"error in {e}")
    except Thrown as e:
        machine.out.append(f"uncaught: {show(e.value)}")
    print(*machine.out, sep="\n")
    print(f"({machine.count} steps)")


PROGRAMS = {
    "arithmetic": """
        print 1 + 2 * 3 - 4 / 2, (1 + 2) * 3, 7 % 3, 10 / 4, -2 * -3, 2.5 + 1.5;
        print "text " + 5, "a" + "b", 1 < 2 and 2 < 3, nil or "default", not true, [1, [2, nil]], 1 == 1.0;
    """,
    "closures": """
        fn counter() { let n = 0; return fn() { n += 1; return n; }; }
        let a = counter(); let b = counter();
        a(); a();
        print a(), b();
        fn compose(f, g) { return fn(x) { return f(g(x)); }; }
        let inc = fn(x) { return x + 1; };
        print compose(inc, compose(inc, inc))(10), map(fn(x) { return x * x; }, range(6)), inc;
        let fs = [];
        for i in range(3) { push(fs, fn() { return i; }); }
        print fs[0](), fs[1](), fs[2]();
    """,
    "recursion": """
        fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
        print map(fib, range(14));
        fn gcd(a, b) { while b != 0 { let t = a % b; a = b; b = t; } return a; }
        print gcd(1071, 462), gcd(17, 5);
        fn sieve(n) {
            let out = []; let i = 2;
            while i < n {
                let prime = true;
                for p in out { if i % p == 0 { prime = false; break; } if p * p > i { break; } }
                if prime { push(out, i); }
                i += 1;
            }
            return out;
        }
        print sieve(60), sum(sieve(200));
    """,
    "classes": """
        class Shape {
            fn init(name) { this.name = name; }
            fn area() { throw "no area for " + this.name; }
            fn text() { return this.name + " of area " + this.area(); }
        }
        class Square : Shape {
            fn init(side) { this.super("init", "square"); this.side = side; }
            fn area() { return this.side * this.side; }
        }
        class Box : Square { fn text() { return "boxed " + this.super("text"); } }
        print Square(3), Shape, type(Square(1));
        try { print Shape("blob"); } catch e { print "caught", e; }
        class Node { fn init(v, next) { this.v = v; this.next = next; } }
        let list = nil;
        for i in range(5) { list = Node(i, list); }
        let total = 0;
        while list != nil { total += list.v * list.v; list = list.next; }
        print total;
        class Stack {
            fn init() { this.items = []; this.n = 0; }
            fn push(v) { push(this.items, v); this.n += 1; return this; }
            fn text() { return "stack" + str(this.items); }
        }
        print Stack().push(1).push("two").push([3]);
    """,
    "exceptions": """
        fn risky(n) {
            try {
                if n == 0 { throw "zero"; }
                if n == 1 { return "returned"; }
                return 10 / (n - 2);
            } catch e { return "handled " + e; }
            finally { print "finally", n; }
        }
        for n in range(4) { print risky(n); }
        try { try { throw 1; } finally { print "inner"; } } catch e { print "outer", e; }
        try { print [1, 2][5]; } catch e { print e; }
        while true { try { break; } finally { print "leaving"; } }
        throw ["uncaught", "value"];
    """,
    "unknown": "let x = 1;\nprint x;\n{ }\nprint y;",
    "name error": "let x = 1;\nfn f() {\n  return missing + x;\n}\nprint f();",
    "type error": "print 1 + 2;\nprint [1] - 2;",
    "arity": "fn two(a, b) { return a; }\nprint two(1);",
    "not callable": "let x = 5;\nx(1);",
    "no end": 'print "abc;',
    "stray": "let a = 1 $ 2;",
    "no semicolon": "let a = 1\nlet b = 2;",
    "field": "class A { }\nprint A().b;",
}

for title, text in PROGRAMS.items():
    execute(title, text)
print(Parser("a.b(1)[2] + -c * 3 == not d;").program())
