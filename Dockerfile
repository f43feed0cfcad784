# Drie beelden uit één bestand: "toepassing" (web, werker, klok, voorbereiding), "nginx" en "clamav".
# Geen compiler, geen ingebouwde PostgreSQL of Valkey, en niemand is root. Starten: docs/beheer.md.

FROM python:3.11-slim-bookworm AS bouw
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /srv/mit/app
RUN pip install --no-cache-dir uv==0.13.9
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-group dev --no-group embedded --group bucket --python python3
COPY package.json package-lock.json ./
COPY static/src static/src
COPY mit_waakstand/__init__.py mit_waakstand/
COPY mit_waakstand/embedded/__init__.py mit_waakstand/embedded/assets.py mit_waakstand/embedded/
RUN .venv/bin/python -m mit_waakstand.embedded.assets
RUN uv sync --locked --no-group dev --no-group embedded --no-group build --group bucket --python python3

FROM python:3.11-slim-bookworm AS toepassing
# De reservekopie vraagt om de programma's van PostgreSQL 18; Debian 12 heeft oudere.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 mit \
    && useradd --uid 10001 --gid mit --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin mit \
    && install -d -o mit -g mit -m 0750 /srv/mit/private /srv/mit/state /srv/mit/kopieen \
    && install -d -o mit -g mit -m 0755 /srv/mit/public
WORKDIR /srv/mit/app
COPY --from=bouw /srv/mit/app/.venv .venv
COPY --from=bouw /srv/mit/app/static/dist static/dist
COPY manage.py LICENSE ./
COPY templates templates
COPY mit_waakstand mit_waakstand
COPY afwegingskader afwegingskader
COPY aanspreekpunt aanspreekpunt
COPY draaiboek draaiboek
COPY experts experts
COPY signals signals
RUN .venv/bin/python -m compileall -q manage.py mit_waakstand aanspreekpunt afwegingskader draaiboek experts signals
ENV PATH=/srv/mit/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MIT_STATE_DIR=/srv/mit/state \
    MIT_PUBLIC_ROOT=/srv/mit/public \
    MIT_PRIVATE_ROOT=/srv/mit/private \
    XDG_CACHE_HOME=/tmp/cache
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/-/leeft', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "8", "--backlog", "4096", "--backpressure", "4096", "--http1-header-read-timeout", "5000", "--no-ws", "--respawn-failed-workers", "mit_waakstand.wsgi:application"]

FROM debian:bookworm-slim AS nginx
RUN apt-get update \
    && apt-get install -y --no-install-recommends nginx \
    && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled /etc/nginx/modules-enabled \
    && groupadd --gid 10001 mit \
    && useradd --uid 10002 --gid mit --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin lezer \
    && install -d -o 10001 -g mit -m 0755 /srv/mit/public /srv/mit/state \
    && install -d -o 10001 -g mit -m 0750 /srv/mit/private
COPY deploy/nginx.conf /etc/nginx/nginx.conf
USER 10002:10001
EXPOSE 8080 8443
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'HEAD / HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '^HTTP/1.1 [23]' <&3"]
CMD ["nginx", "-e", "stderr"]

FROM debian:bookworm-slim AS clamav
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates clamav-daemon clamav-freshclam \
    && rm -rf /var/lib/apt/lists/* /var/lib/clamav \
    && useradd --uid 10003 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin scanner \
    && install -d -o 10003 -g 10003 -m 0755 /var/lib/clamav
COPY deploy/clamd.conf deploy/freshclam.conf /etc/clamav/
USER 10003:10003
EXPOSE 3310
HEALTHCHECK --interval=60s --timeout=10s --start-period=300s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/3310 && printf 'nPING\\n' >&3 && grep -q '^PONG' <&3"]
# Zonder lijst start de scanner niet; is de spiegel even weg, dan geldt de lijst van de vorige keer.
CMD ["bash", "-c", "freshclam || true; freshclam --daemon; exec clamd"]
