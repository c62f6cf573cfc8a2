"""Command line of the viewer: `python run_viewer.py [SCENES …]`."""

if __name__ == "__main__":
    from viewer.app import main

    main()
