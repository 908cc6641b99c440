package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// What a client may take: headers within 5 s, and as little for the rest.
const (
	headerTimeout = 5 * time.Second
	maxHeader     = 8 << 10 // bytes
	stopTimeout   = time.Second
)

// Server answers /healthz.
type Server struct {
	listener net.Listener
	http     http.Server
}

// health is the answer of /healthz.
type health struct {
	Status   string   `json:"status"`   // "ok" or "degraded"
	Degraded []string `json:"degraded"` // what is, in words
}

// New takes the address, so that a port in use is one clear error; nothing
// runs before Run. What degraded returns is what does not work now.
func New(address string, degraded func() []string) (*Server, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("http server: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		answer := health{Status: "ok", Degraded: append([]string{}, degraded()...)}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if len(answer.Degraded) > 0 {
			answer.Status = "degraded"
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(answer) // the client is gone otherwise
	})
	return &Server{listener: listener, http: http.Server{
		Handler: mux, ReadHeaderTimeout: headerTimeout, ReadTimeout: headerTimeout,
		WriteTimeout: headerTimeout, MaxHeaderBytes: maxHeader,
	}}, nil
}

// Addr is where the Server listens.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Run serves until ctx is done.
func (s *Server) Run(ctx context.Context) error {
	stopped := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(stopped)
		grace, cancel := context.WithTimeout(context.Background(), stopTimeout)
		defer cancel()
		_ = s.http.Shutdown(grace)
		_ = s.http.Close()
	})
	err := s.http.Serve(s.listener)
	if !stop() {
		<-stopped
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("http server: %w", err)
}

// Close gives the port of a Server back that does not run.
func (s *Server) Close() error { return s.listener.Close() }
