"""The whole house: services, preparation, web server, worker, clock, in order of dependence."""

import errno
import http.client
import os
import shlex
import socket
import sys
from collections.abc import Mapping

from mit_waakstand.embedded import postgres, prepared, valkey
from mit_waakstand.embedded.child import Child
from mit_waakstand.embedded.errors import CannotStartError
from mit_waakstand.embedded.plan import PROJECT, Plan
from mit_waakstand.embedded.state import check_socket_path, empty, lock
from mit_waakstand.embedded.supervisor import Supervisor
from mit_waakstand.embedded.voice import say

EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (where to knock, not to listen)
HIGHEST_PORT = 65_535
DEMO_ACCOUNTS = "cpo, secretaris, sg, expert, beheerder, waarnemer"
# Measured in the trial: WSGI with threads, and a backlog that rides out a burst.
GRANIAN = (
    *("--interface", "wsgi", "--workers", "2", "--blocking-threads", "8"),
    *("--backlog", "4096", "--backpressure", "4096", "--http1-header-read-timeout", "5000"),
    *("--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "1"),
)
CELERY = (
    *("--app", "mit_waakstand", "worker", "--concurrency", "2", "--loglevel", "INFO"),
    *("--without-gossip", "--without-mingle", "--without-heartbeat"),
)
BACKGROUND = 5  # niceness: a third of the time of somebody who waits, when both want all of it
BEAT = ("--app", "mit_waakstand", "beat", "--pidfile", "", "--loglevel", "INFO")


def run(plan: Plan) -> None:
    """Run the house until we are interrupted; raises CannotStartError.

    A house that was prepared before by the same code opens at once, and prepares behind the open
    door: that repairs what was damaged meanwhile, and seldom finds anything.
    """
    check_paths(plan)
    with lock(plan.state_dir), Supervisor() as supervisor:
        check_port(plan)
        empty(plan.scratch)
        environment = start_services(plan, supervisor)
        if prepared.is_current(plan):
            supervisor.start(web(plan, environment))
            say(_welcome(plan))
            supervisor.run(preparation(plan, environment))
        else:
            say("De databank en de publieke site worden klaargezet …")
            supervisor.run(preparation(plan, environment))
            prepared.note(plan)
            supervisor.start(web(plan, environment))
            say(_welcome(plan))
        supervisor.start(worker(plan, environment))
        supervisor.start(clock(plan, environment))
        supervisor.watch()


def run_services(plan: Plan) -> None:
    """Run only PostgreSQL and Valkey, for who develops; raises CannotStartError."""
    check_paths(plan)
    with lock(plan.state_dir), Supervisor() as supervisor:
        environment = start_services(plan, supervisor)
        names = sorted(set(environment) - set(plan.mark) - {"PATH", "TMPDIR"})
        say("De diensten draaien. Zet dit in een ander venster, en start daar manage.py of pytest:")
        say("\n".join(f"  export {name}={shlex.quote(environment[name])}" for name in names))
        say("Stoppen: Ctrl-C.")
        supervisor.watch()


def start_services(plan: Plan, supervisor: Supervisor) -> Mapping[str, str]:
    """Start what was not given from outside, and return the environment of the application."""
    database_url, redis_url = plan.database_url, plan.redis_url
    if database_url is None:
        data = plan.postgres
        log = plan.logs / "postgres.log"
        say("PostgreSQL start …")
        supervisor.start(postgres.child(data, log=log, environment=plan.mark))
        postgres.make_database(data)
        database_url = postgres.url(data)
    if redis_url is None:
        data = plan.valkey
        say("Valkey start …")
        supervisor.start(valkey.child(data, log=plan.logs / "valkey.log", environment=plan.mark))
        redis_url = valkey.url(data)
    return plan.environment(database_url=database_url, redis_url=redis_url)


def preparation(plan: Plan, environment: Mapping[str, str]) -> Child:
    """Return the one command that brings database, files and demonstration up to date."""
    demo = ["--demo", "--scenario", plan.scenario] if plan.demo else []
    words = ["manage.py", "prepare", *demo]
    return Child(
        name="De voorbereiding",
        command=[sys.executable, *words],
        log=plan.logs / "prepare.log",
        environment=environment,
        directory=PROJECT,
    )


def web(plan: Plan, environment: Mapping[str, str]) -> Child:
    """Return the web server."""
    where = ["--host", plan.host, "--port", str(plan.port)]
    return Child(
        name="De webserver",
        command=[
            sys.executable,
            "-m",
            "granian",
            *GRANIAN,
            *where,
            "mit_waakstand.wsgi:application",
        ],
        log=plan.logs / "web.log",
        environment={**environment, "MIT_PROCESS": "web"},
        directory=PROJECT,
        is_ready=lambda: _answers(plan),
    )


def worker(plan: Plan, environment: Mapping[str, str]) -> Child:
    """Return the worker; who waits for a page goes before what is done in the background."""
    return Child(
        name="De werker",
        niceness=BACKGROUND,
        command=[sys.executable, "-m", "celery", *CELERY],
        log=plan.logs / "worker.log",
        environment=environment,
        directory=PROJECT,
    )


def clock(plan: Plan, environment: Mapping[str, str]) -> Child:
    """Return the clock that starts the sweep each minute.

    A child of our own: one inside the worker is not missed by the worker when it falls.
    """
    schedule = ["--schedule", str(plan.state_dir / "beat-schedule")]
    return Child(
        name="De klok",
        command=[sys.executable, "-m", "celery", *BEAT, *schedule],
        log=plan.logs / "beat.log",
        environment=environment,
        directory=PROJECT,
    )


def check_paths(plan: Plan) -> None:
    """Raise CannotStartError, before anything is made, when a socket cannot have its path."""
    if plan.database_url is None:
        check_socket_path(plan.postgres / postgres.SOCKET)
    if plan.redis_url is None:
        check_socket_path(plan.valkey / valkey.SOCKET)


def check_port(plan: Plan) -> None:
    """Raise CannotStartError when we cannot listen on the port that was asked for."""
    if not 1 <= plan.port <= HIGHEST_PORT:
        message = f"MIT_PORT={plan.port} kan niet: kies een getal van 1 tot en met {HIGHEST_PORT}."
        raise CannotStartError(message)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            plan.host, plan.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen()
    except OSError as error:
        raise CannotStartError(_why_not(plan, error)) from error


def _why_not(plan: Plan, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Poort {plan.port} is al in gebruik door een ander programma.\n"
            f"Kies een andere poort, bijvoorbeeld: MIT_PORT={plan.port + 1} bin/start"
        )
    if error.errno == errno.EACCES:
        return f"Poort {plan.port} mag alleen root gebruiken. Kies een MIT_PORT boven 1023."
    return f"Op adres {plan.host}, poort {plan.port}, kan niet worden geluisterd: {error}"


def _answers(plan: Plan) -> bool:
    """Whether the web server answers, whatever it says."""
    host = EVERY_ADDRESS.get(plan.host, plan.host)
    connection = http.client.HTTPConnection(host, plan.port, timeout=5)
    try:
        connection.request("GET", "/-/leeft")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _welcome(plan: Plan) -> str:
    """Return where everything is, in Dutch."""
    url = plan.public_url
    lines = [
        "",
        "MIT in waakstand draait.",
        f"  Publieke site  {url}",
        f"  Kantoor        {url}werk/",
        f"  Aanmelden      {url}aanmelden/",
    ]
    if plan.demo:
        lines += [
            "Demonstratie met fictieve gegevens.",
            f"  Accounts       {DEMO_ACCOUNTS}",
            f"  Wachtwoord     {plan.demo_password} (voor alle accounts)",
            "                 Zonder tweede stap: alleen in een demonstratie kan dat.",
        ]
    if not os.environ.get("MIT_SMTP_URL"):
        lines.append(f"  Mail           komt als bestand in {plan.state_dir / 'mail'}")
    lines += [f"  Verslagen      {plan.logs}", "Stoppen: Ctrl-C.", ""]
    return "\n".join(lines)
