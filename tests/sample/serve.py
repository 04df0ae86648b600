#!/usr/bin/env python3
"""Serves the sample audit's pages on loopback, each under its own host name, so that an audit can be tried whole.

    python3 tests/sample/serve.py [--port N] [--log FILE] [--pages FOLDER]

Prints the port on the first line of its output, then serves until it is ended. Names under .localhost lead to
loopback without any name server, so http://toot.localhost:PORT/... reaches it; what each host and path answers
stands in FOLDER/routes.toml (default tests/pages/sample). Anything else is a 404.

--log writes one JSON object a request, just before it is answered: asked and answered (seconds on one clock), host,
path, status, agent, encoding (Accept-Encoding as sent).
"""

import argparse
import contextlib
import gzip
import http.server
import json
import pathlib
import threading
import time
import tomllib

PAGES = pathlib.Path(__file__).resolve().parent.parent / "pages/sample"
NOWHERE = {"status": 404, "headers": {"Content-Type": "text/plain"}, "body": b"Not found\n"}


class Log:
    """The requests, in the order in which they were answered; whole lines only, so that a test may read along."""

    def __init__(self, file):
        self.file = file
        self.lock = threading.Lock()

    def add(self, **request):
        if self.file:
            with self.lock:
                print(json.dumps(request), file=self.file, flush=True)


def read_routes(pages):
    """host and path -> route, with the file's bytes as its body; packed here where the route says so."""
    routes = {}
    for route in tomllib.loads((pages / "routes.toml").read_text())["route"]:
        body = (pages / route["file"]).read_bytes() if "file" in route else b""
        route["headers"] = dict(route.get("headers", {}))
        if route.get("gzip"):
            body = gzip.compress(body)
            route["headers"]["Content-Encoding"] = "gzip"
        routes[route["host"], route["path"]] = route | {"body": body}
    return routes


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "sample"
    timeout = 30  # an idle connection may not keep the server

    def do_GET(self):
        asked = time.monotonic()
        host = self.headers.get("Host", "").split(":")[0].lower()
        route = self.server.routes.get((host, self.path), NOWHERE)
        status = route.get("status", 200)
        time.sleep(route.get("delay", 0) / 1000)
        # Before the answer goes out, so that whoever has the answer finds the line.
        self.server.log.add(asked=asked, answered=time.monotonic(), host=host, path=self.path, status=status,
                            agent=self.headers.get("User-Agent", ""), encoding=self.headers.get("Accept-Encoding", ""))
        self.answer(status, route["headers"], route["body"])

    do_HEAD = do_GET

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value.replace("{port}", str(self.server.server_port)))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass  # the log is ours, not standard error


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, routes, log):
        super().__init__(("127.0.0.1", port), Handler)
        self.routes = routes
        self.log = log


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes a free one")
    parser.add_argument("--log", type=pathlib.Path, help="where to write one line a request")
    parser.add_argument("--pages", type=pathlib.Path, default=PAGES, help="the folder with routes.toml")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(arguments.log.open("w")) if arguments.log else None
        server = stack.enter_context(Server(arguments.port, read_routes(arguments.pages), Log(file)))
        print(server.server_port, flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


if __name__ == "__main__":
    main()
