"""The command line: `python -m local up|job|psql|start-postgres|service-token|make-admin`, as the Makefile calls it."""

import argparse
import sys
from pathlib import Path

from local.data_dir import DataDir
from local.failures import LocalFailure


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code. What its owner can mend is one sentence on stderr."""
    options = _parser().parse_args(arguments)
    data_dir = DataDir(Path(options.data_dir).absolute())
    try:
        _run(options, data_dir)
    except LocalFailure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _run(options: argparse.Namespace, data_dir: DataDir) -> None:
    # Imported late: `service-token` need not wait for what only `up` uses.
    if options.command == "up":
        from local.up import up

        up(options.port, data_dir, test_clock=options.test_clock, timers=not options.no_timers)
    else:
        from local.commands import make_admin, psql, run_job, service_token, start_postgres

        if options.command == "psql":
            psql(data_dir, options.arguments)
        elif options.command == "service-token":
            print(service_token(data_dir))
        elif options.command == "job":
            print(run_job(data_dir, options.job, options.at))
        elif options.command == "start-postgres":
            print(start_postgres(data_dir))
        else:
            print(make_admin(data_dir, options.email))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data-dir", default=".local", help="where the system keeps its data")
    start = commands.add_parser("up", parents=[common], help="run the whole system on this machine")
    start.add_argument("--port", type=int, default=8000, help="the gateway's port; 0 takes a free one")
    start.add_argument(
        "--test-clock", action="store_true",
        help="let POST /_local/schedules/{job} run a job as of a given time (for tests)",
    )  # fmt: skip
    start.add_argument("--no-timers", action="store_true", help="run jobs by hand only")
    shell = commands.add_parser("psql", parents=[common], help="a SQL shell as superuser")
    shell.add_argument("arguments", nargs="*", help="passed on to psql, after --")
    job = commands.add_parser("job", parents=[common], help="run a job of the running system")
    job.add_argument("job", help="its name, as GET /api/v1/system/jobs lists it")
    job.add_argument(
        "--at", help="as of which time, ISO 8601 with a time zone; needs a system with a test clock"
    )
    commands.add_parser("start-postgres", parents=[common], help="start the PostgreSQL of a running system")
    commands.add_parser("service-token", parents=[common], help="print a token of the machine client")
    admin = commands.add_parser("make-admin", parents=[common], help="give an account the role admin")
    admin.add_argument("--email", required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
