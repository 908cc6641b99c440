package push

import (
	"context"
	"errors"
)

type BotsConfig struct {
	Width, Height, Viewers int
	FPS                    int
	Seed                   uint64
}

func NewBots(context.Context, BotsConfig) (Lab, error) { return nil, errors.New("not there yet") }
