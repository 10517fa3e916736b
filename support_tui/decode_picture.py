"""A process that reads a picture on its standard input and writes its pixels, small, to its standard output: `python -m … WIDTH HEIGHT`.

It answers with a line of four numbers (size here, size of the file), then rows of RGB. It takes little memory and time, whatever it
is given.
"""

import io
import sys
from typing import Final

NOT_READ: Final = 3
TOO_LARGE: Final = 4
_PIXELS: Final = 60_000_000
_MEMORY_BYTES: Final = 1_500_000_000
_CPU_S: Final = 12
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO")
_GROUND: Final = (128, 128, 128)


def main() -> int:
    """The exit code: 0, or why there are no pixels."""
    _limit()
    width, height = int(sys.argv[1]), int(sys.argv[2])
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # judged below, before anything is decoded
    try:
        with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=_FORMATS) as picture:
            whole = picture.size
            if whole[0] * whole[1] > _PIXELS:
                return TOO_LARGE
            picture.draft("RGB", (width, height))
            picture.thumbnail((max(1, width), max(1, height)))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except MemoryError:
        return TOO_LARGE
    except Exception:  # noqa: BLE001  whatever a decoder makes of a hostile file, it is no picture
        return NOT_READ
    ground = Image.new("RGBA", upright.size, (*_GROUND, 255))
    shown = Image.alpha_composite(ground, upright).convert("RGB")
    head = f"{shown.width} {shown.height} {whole[0]} {whole[1]}\n".encode()
    sys.stdout.buffer.write(head + shown.tobytes())
    return 0


def _limit() -> None:
    """No more than a picture can need."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the console's own time limit holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))


if __name__ == "__main__":
    sys.exit(main())
