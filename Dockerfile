# The game in an image that holds one static binary and its data folder.
# Build: docker build --build-arg COMMIT=$(git rev-parse --short HEAD) -t thicket .
ARG GO_IMAGE=golang:1.26.8

FROM ${GO_IMAGE} AS build
WORKDIR /src
# The modules are a layer of their own: it lasts until go.mod or go.sum change.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG COMMIT=unknown
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.commit=${COMMIT}" -o /out/thicket .
# scratch has no mkdir.
RUN mkdir /out/data

FROM scratch
ARG COMMIT=unknown
LABEL org.opencontainers.image.title="thicket" \
      org.opencontainers.image.description="A multiplayer game served over SSH" \
      org.opencontainers.image.revision="${COMMIT}"
COPY --from=build /out/thicket /thicket
COPY --from=build --chown=65532:65532 /out/data /data
ENV THICKET_SSH=:2222 \
    THICKET_HTTP=:8080 \
    THICKET_DATA=/data
USER 65532:65532
# The host key, the database and the worlds live here; the rest may be read-only.
VOLUME /data
# 2222 is the game; 8080 (health) is for the operator: publish it knowingly.
EXPOSE 2222
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["/thicket", "healthcheck"]
ENTRYPOINT ["/thicket"]
CMD ["serve"]
