"""The way in."""

import sys


def main() -> int:
    """Run the command line, and return its exit status."""
    if sys.argv[1:] == ["--version"]:
        # Before anything else is imported: this answer should cost what Python itself costs.
        from mindful import __version__

        try:
            print(f"mindful {__version__}", flush=True)
        except OSError as error:
            print(f"{error.strerror}.", file=sys.stderr)
            return 1
        return 0
    import gc

    # Importing a command line makes many objects and no garbage. Looking for some meanwhile, and
    # once more at the end, would cost a tenth of a plain command.
    gc.disable()
    from mindful.cli.run import run

    gc.freeze()
    gc.enable()

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
