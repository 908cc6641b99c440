package push

import (
	"context"
	"errors"
)

type SessionsConfig struct {
	Target        string
	Server        []string
	Width, Height int
	Keys          float64
	Chaff         bool
}

func NewSessions(context.Context, SessionsConfig) (Lab, error) {
	return nil, errors.New("not there yet")
}
