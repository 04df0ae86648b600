"""A mail server for tests, on loopback: quick when it behaves, and able to misbehave in every way we know of. How it
treats a mail is told by the beginning of the receiver's address:

    busy…    450 the first time               full…   552 after the text, always
    close…   421 and gone, the first time     slow…   half a second before each answer
    drop…    takes the text, keeps it, and is gone without a word, the first time
    half…    gone in the middle of the text, the first time
    none…    550 at once, always

Standard library only; the certificate needs the `openssl` command."""
import asyncio
import collections
import re
import ssl
import subprocess
import threading
from pathlib import Path


def certificate(folder, name="localhost"):
    """A certificate for `name` that it has signed itself; (certificate, key) as paths."""
    cert, key = Path(folder) / f"{name}.crt", Path(folder) / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                    "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1" if name == "localhost"
                    else f"subjectAltName=DNS:{name}", "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


class Talk(asyncio.Protocol):
    """One connection."""

    def __init__(self, server):
        self.server, self.buffer, self.text = server, b"", None
        self.secure, self.logged_in, self.waiting = False, False, False

    def connection_made(self, transport):
        self.transport = transport
        if not self.secure:
            self.server.connections += 1
            self.say("220 test server")

    def say(self, line):
        self.transport.write(line.encode() + b"\r\n")

    def data_received(self, data):
        self.buffer += data
        self.go_on()

    def go_on(self):
        while not self.waiting and not self.transport.is_closing():
            if self.text is not None:
                end = self.buffer.find(b"\r\n.\r\n")
                if self.first_time("half") and len(self.buffer) > 300:
                    self.transport.abort()
                    return
                if end < 0:
                    return
                self.text, self.buffer = self.buffer[:end], self.buffer[end + 5:]
                self.take()
                continue
            line, found, rest = self.buffer.partition(b"\r\n")
            if not found:
                return
            self.buffer = rest
            self.command(line.decode("latin-1"))

    def first_time(self, kind):
        return self.receiver.startswith(kind) and self.server.seen[kind, self.receiver] == 0

    def once(self, kind):
        """True the first time that this receiver, whose address begins with `kind`, comes here."""
        first = self.first_time(kind)
        if first:
            self.server.seen[kind, self.receiver] += 1
        return first

    def later(self, line):
        """An answer, slowly for those who are slow."""
        if not self.receiver.startswith("slow"):
            return self.say(line)
        self.waiting = True

        def done():
            self.waiting = False
            self.say(line)
            self.go_on()
        asyncio.get_running_loop().call_later(0.5, done)

    receiver, auth = "", ""

    def command(self, line):
        word = line[:4].upper()
        if word in ("EHLO", "HELO"):
            offers = ["test server"]
            if self.server.tls and not self.secure and not self.server.stripped:
                offers.append("STARTTLS")
            if self.server.logins:
                offers.append("AUTH PLAIN LOGIN XOAUTH2")
            for offer in offers[:-1]:
                self.say(f"250-{offer}")
            self.say(f"250 {offers[-1]}")
        elif line.upper() == "STARTTLS" and self.server.tls and not self.server.stripped:
            self.say("220 go on")
            self.waiting = True
            asyncio.get_running_loop().create_task(self.upgrade())
        elif word == "AUTH" and line.count(" ") == 1:  # the answer to this comes in a line of its own
            self.auth = line
            self.say("334 ")
        elif word == "AUTH" or self.auth:
            line, self.auth = (f"{self.auth} {line}" if self.auth else line), ""
            self.server.log_ins.append(line)
            self.logged_in = line in self.server.logins
            self.say("235 welcome" if self.logged_in else "535 no")
        elif word == "MAIL":
            if self.server.tls and not self.secure:
                self.server.in_the_clear.append(line)
            self.say("250 ok" if self.logged_in or not self.server.logins else "530 log in first")
        elif word == "RCPT":
            self.receiver = re.search(r"<([^>]*)>", line).group(1)
            if self.once("close"):
                self.say("421 closing")
                self.transport.close()
            elif self.once("busy"):
                self.later("450 busy, come again")
            elif self.receiver.startswith("none"):
                self.later("550 nobody of that name")
            else:
                self.later("250 ok")
        elif word == "DATA":
            self.text = b""
            self.say("354 go on")
            if self.receiver.startswith("half"):
                self.server.seen["begun", self.receiver] += 1
        elif word == "QUIT":
            self.say("221 bye")
            self.transport.close()
        elif word == "RSET" or word == "NOOP":
            self.say("250 ok")
        else:
            self.say("502 no such command")

    def take(self):
        text, self.text = self.text, None
        self.once("half")
        if self.receiver.startswith("full"):
            return self.later("552 mailbox full")
        self.server.take(self.receiver, text)
        if self.once("drop"):
            return self.transport.abort()
        self.later("250 taken")

    async def upgrade(self):
        self.secure, self.buffer = True, b""
        try:
            self.transport = await asyncio.get_running_loop().start_tls(
                self.transport, self, self.server.tls, server_side=True)
        except (OSError, ssl.SSLError):
            return
        self.waiting = False
        self.go_on()

    def connection_lost(self, _):
        if self.text is not None:
            self.once("half")


class MailServer:
    """Runs in a thread of its own until closed. `mails`: (receiver, message id) of all that was taken."""

    def __init__(self, certificate_files=None, stripped=False, logins=()):
        self.tls = None
        if certificate_files:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*certificate_files)
        self.stripped, self.logins = stripped, logins
        self.mails, self.texts, self.log_ins, self.in_the_clear = [], {}, [], []
        self.connections, self.seen, self.keep_texts = 0, collections.Counter(), False
        self.loop, ready = asyncio.new_event_loop(), threading.Event()

        async def start():
            self.server = await self.loop.create_server(lambda: Talk(self), "127.0.0.1", 0, backlog=512)
            self.port = self.server.sockets[0].getsockname()[1]
            ready.set()

        def run():
            asyncio.set_event_loop(self.loop)
            self.loop.create_task(start())
            self.loop.run_forever()
        self.thread = threading.Thread(target=run, daemon=True)
        self.thread.start()
        ready.wait()

    def take(self, receiver, text):
        at = text.find(b"Message-ID: <")
        self.mails.append((receiver, text[at + 13:text.find(b">", at)].decode()))
        if self.keep_texts:
            self.texts[receiver] = text

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


if __name__ == "__main__":  # a sink that only counts, for the bench: prints its port, then a number a second
    import time
    sink = MailServer()
    print(sink.port, flush=True)
    while True:
        time.sleep(1)
        print(len(sink.mails), flush=True)
