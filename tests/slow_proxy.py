"""A weak network: a TCP proxy with a round trip and a rate that all connections share."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

PACKET = 1_460
IN_FLIGHT = 64


@dataclass
class Link:
    """One direction of the network.

    Args:
        rate: Bits a second.
        delay: Seconds from one end to the other.
    """

    rate: float
    delay: float
    free_at: float = 0.0
    carried: int = field(default=0)

    def take(self, size: int, now: float) -> float:
        """Carry `size` bytes after all that wait already; give the time of their arrival."""
        self.free_at = max(now, self.free_at) + size * 8 / self.rate
        self.carried += size
        return self.free_at + self.delay


class SlowProxy:
    """Stand between a browser and a server on this machine."""

    def __init__(self, target: int, round_trip: float, rate: float) -> None:
        self.target = target
        self.up = Link(rate, round_trip / 2)
        self.down = Link(rate, round_trip / 2)
        self.port = 0
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> asyncio.Server:
        """Listen on a free port."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._connect(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with closing(writer), contextlib.suppress(OSError):
            await asyncio.sleep(self.up.delay + self.down.delay)  # the handshake of TCP
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
            with closing(far_writer):
                await asyncio.gather(
                    _carry(reader, far_writer, self.up), _carry(far_reader, writer, self.down)
                )


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, link: Link) -> None:
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(IN_FLIGHT)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_take(reader, waiting, link))
        tasks.create_task(_deliver(waiting, writer))


async def _take(
    reader: asyncio.StreamReader, waiting: asyncio.Queue[tuple[float, bytes]], link: Link
) -> None:
    clock = asyncio.get_running_loop().time
    packet = b"begin"
    while packet:
        try:
            packet = await reader.read(PACKET)
        except OSError:
            packet = b""
        await waiting.put((link.take(len(packet), clock()), packet))


async def _deliver(
    waiting: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        arrives_at, packet = await waiting.get()
        await asyncio.sleep(max(0.0, arrives_at - clock()))
        if not packet:
            writer.close()
            return
        with contextlib.suppress(OSError):
            writer.write(packet)
            await writer.drain()


@contextmanager
def slow_proxy(target: int, round_trip: float = 0.4, rate: float = 400_000) -> Iterator[SlowProxy]:
    """Run a proxy in a thread of its own.

    Args:
        target: Port of the server.
        round_trip: Seconds.
        rate: Bits a second in each direction, shared by all connections.
    """
    proxy = SlowProxy(target, round_trip, rate)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(proxy.open(), loop).result(5)
    try:
        yield proxy
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _stop(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # what was closed is told so
