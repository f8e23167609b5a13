"""The process: binds, serves, and ends in an orderly way."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
import threading
from types import FrameType

import uvicorn

from service.app import Builder, make_app
from service.commands.complain import complain
from service.logs import configure_logs, get_log
from service.main import build_house, key_ring
from service.scratch import leave_scratch_folder
from service.settings import Settings

#: One thread a worker: with as many workers as cores, more threads only get in each other's way.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT")


log = get_log("server")


class _Server(uvicorn.Server):
    """Tells waiting requests to answer before the server waits for them."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say where."""
        await super().startup(sockets)
        for server in self.servers if self.started else ():
            for listening in server.sockets:
                host, port = listening.getsockname()[:2]
                log.info("listening", address=f"http://{f'[{host}]' if ':' in host else host}:{port}/")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Note the signal."""
        house = getattr(getattr(self.config.app, "state", None), "house", None)
        if house is not None:
            house.finish_line.close()
        super().handle_exit(sig, frame)


def run(settings: Settings, host: str, port: int, build: Builder = build_house) -> int:
    """Serve until a signal; return the exit status."""
    configure_logs(settings.log_format)
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    if key_ring(settings).is_empty and not _is_loopback(host):
        complain(f"there are no keys, so the service binds to 127.0.0.1 and not to {host}: tablewright keys add NAME")
        host = "127.0.0.1"
    config = uvicorn.Config(
        make_app(settings, build),
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=10,
        # A proxy's word for who calls is taken only from this machine.
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
    )
    server = _Server(config)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end)
    server.run()
    return 0 if server.started else 1


def _end(number: int, frame: FrameType | None) -> None:
    """Tidy up and end by the signal: uvicorn raises it again when all is closed, and Python would tidy up nothing."""
    leave_scratch_folder()
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
