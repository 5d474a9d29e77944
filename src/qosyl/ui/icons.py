"""The drawn signs of the interface: strokes on a field of 24 by 24, drawn for this project. Only shapes, no words."""

from collections.abc import Mapping

ICONS: Mapping[str, str] = {
    "info": "M12 11v6M12 7.2v.1M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "attention": "M12 9v5M12 17v.1M12 3.5 2.8 19.5h18.4z",
    "harm": "M12 7.5v6M12 16.6v.1M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z",
    "done": "M4.5 12.8l5 5 10-11.3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "next": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "down": "M6 9.5l6 6 6-6",
    "up": "M6 14.5l6-6 6 6",
    "sort": "M8 9.5l4-4 4 4M8 14.5l4 4 4-4",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5",
    "print": "M7 8V3.500h10V8M7 17H3.500V8h17v9H17M7 13.500h10v7H7z",
    "display": "M2.5 19 8 5l5.5 14M4.5 14.5h7M20.5 19v-6c0-3.6-4.9-3.5-5.3-1M20.5 15.2c-2-.5-5.3.1-5.3 2s4 2 5.3 0",
    "speak": "M4 9.500v5h3.500L13 19V5L7.5 9.500zM16.5 8.500a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12",
    "stop": "M6 6h12v12H6z",
    "file": "M6 3h8l4.5 4.500V21H6zM13.5 3v5h5",
    "clock": "M12 7v5.300l3.5 2.200M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
    "away": "M9 5H5v14h14v-4M13 4h7v7M20 4l-9 9",
    "nothing": "M4 13.5 6.5 5h11L20 13.500V19H4zM4 13.500h5l1 2.500h4l1-2.500h5",
}
