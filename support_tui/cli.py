def main() -> int:
    print(__name__)
    return 0
