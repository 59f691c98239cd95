from rugdekking.config.command import main

raise SystemExit(main())
