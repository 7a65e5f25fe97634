# syntax=docker/dockerfile:1
# The service without a database: give it DATABASE_URL. Runs as an ordinary user, on a root file system that is read-only.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL is an optional package, and stays out.
RUN npm ci --omit=dev --omit=optional

FROM packages AS build
RUN npm ci --omit=optional
COPY tsconfig.json ./
COPY src src
COPY migrations migrations
RUN node node_modules/typescript/bin/tsc -p tsconfig.json

FROM node:24-slim
LABEL org.opencontainers.image.title="Standaardenregister" \
      org.opencontainers.image.description="Register of the standards that Dutch municipalities are recommended to use" \
      org.opencontainers.image.licenses="EUPL-1.2"
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
COPY package.json LICENSE SECURITY.md publiccode.yml ./
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY data data
# For a volume: what only this installation may know.
RUN install -d -o node -g node -m 0700 /var/lib/standaardenregister
ENV SECRETS_DIR=/var/lib/standaardenregister
USER node
EXPOSE 4000
# Whether the process answers; whether it is ready to be used is at /health/ready.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
