#!/bin/bash
# Eén keer, bij het maken van de databank: een eigenaar die tabellen maakt, en een toepassing die
# alleen regels leest en schrijft. Geen van beide is beheerder van PostgreSQL.
set -euo pipefail
eigenaar=$(cat "${EIGENAAR_FILE:-/run/secrets/db_eigenaar}")
toepassing=$(cat "${TOEPASSING_FILE:-/run/secrets/db_toepassing}")
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --quiet --set ON_ERROR_STOP=1 \
  --set eigenaar="$eigenaar" --set toepassing="$toepassing" <<'SQL'
CREATE ROLE mit_eigenaar LOGIN PASSWORD :'eigenaar';
CREATE ROLE mit_toepassing LOGIN PASSWORD :'toepassing';
CREATE DATABASE mit_waakstand OWNER mit_eigenaar ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE mit_waakstand FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE mit_waakstand TO mit_toepassing;
\connect mit_waakstand
CREATE EXTENSION unaccent;
CREATE EXTENSION pg_trgm;
GRANT USAGE ON SCHEMA public TO mit_toepassing;
GRANT CREATE ON SCHEMA public TO mit_eigenaar;
ALTER DEFAULT PRIVILEGES FOR ROLE mit_eigenaar IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mit_toepassing;
ALTER DEFAULT PRIVILEGES FOR ROLE mit_eigenaar IN SCHEMA public
  GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO mit_toepassing;
SQL
