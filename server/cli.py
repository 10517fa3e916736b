def main() -> int:
    print(__name__, __file__)
    return 0
