package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/alecthomas/kong"

	"thicket/game"
)

// serve is the server's flags.
type serve struct {
	SSH          string          `name:"ssh" default:":2222" placeholder:"ADDRESS" help:"SSH listen address (default ${default})."`
	HTTP         string          `name:"http" placeholder:"ADDRESS" help:"HTTP listen address for /healthz (default none)."`
	Data         string          `default:"${data}" placeholder:"FOLDER" help:"Where the host key, the database and the worlds are kept (default ${default})."`
	Ephemeral    bool            `help:"Keep everything in memory instead of in the data folder."`
	World        worldSize       `default:"${world}" placeholder:"WxH" help:"Size of the meadow, 16x16 to 8192x8192 (default ${default})."`
	Trees        int             `default:"6" placeholder:"PERCENT" help:"Trees, in percent of the cells, 0 to 50 (default ${default})."`
	Generations  int             `default:"4" placeholder:"N" help:"Generations of the bacteria a second, 0 to 30 (default ${default}; 0: they stand still)."`
	Seed         uint64          `default:"0" help:"Seed of the world; 0: random, said in the log."`
	Bots         botSpec         `default:"${bots}" placeholder:"SPEC" help:"Bots by strategy: wander, graze, sow, hunt; a bare number wanders (default ${default}; 0: none)."`
	FPS          int             `name:"fps" default:"${fps}" placeholder:"N" help:"World frames a second, 1 to 30 (default ${default})."`
	MaxPlayers   int             `default:"5000" placeholder:"N" help:"Players at the same time, 1 to 100000 (default ${default})."`
	MaxPerSource int             `default:"16" placeholder:"N" help:"Connections per IPv4 address or IPv6 /64 (default ${default}; 0: no limit, behind a proxy that hides addresses)."`
	MaxWorlds    int             `default:"1000" placeholder:"N" help:"Worlds that players may found in all, 0 to 100000 (default ${default})."`
	MaxCells     cellCount       `default:"64M" placeholder:"N" help:"Cells of these worlds together, such as 500k or 64M, 0 to 10000M (default ${default})."`
	Admin        []string        `placeholder:"SHA256:..." sep:"," help:"Fingerprint of an SSH key that may give admin commands; repeatable."`
	Drain        time.Duration   `default:"10s" placeholder:"TIME" help:"Time to say goodbye at shutdown, 1s to 10m (default ${default})."`
	Log          string          `default:"text" placeholder:"text|json" help:"Form of the log (default ${default})."`
	LogLevel     string          `default:"info" placeholder:"LEVEL" help:"Least level of the log: debug, info, warn or error (default ${default})."`
	Config       kong.ConfigFlag `placeholder:"FILE" help:"YAML file with flags as keys."`
}

// number is a flag that is a whole number within bounds.
type number struct {
	flag             string
	value, low, high int
}

func (s *serve) numbers() []number {
	return []number{
		{"trees", s.Trees, 0, game.MaxTrees},
		{"generations", s.Generations, 0, game.MaxGenerations},
		{"fps", s.FPS, game.MinFPS, game.MaxFPS},
		{"max-players", s.MaxPlayers, 1, 100_000},
		{"max-per-source", s.MaxPerSource, 0, 1_000_000},
		{"max-worlds", s.MaxWorlds, 0, 100_000},
	}
}

// firstOutside names the first number that is not within its bounds.
func firstOutside(numbers []number) error {
	for _, n := range numbers {
		if n.value < n.low || n.value > n.high {
			return fmt.Errorf("--%s is %d, allowed are %d to %d", n.flag, n.value, n.low, n.high)
		}
	}
	return nil
}

// Validate names the value that is wrong and what is allowed.
func (s *serve) Validate() error {
	if err := firstOutside(s.numbers()); err != nil {
		return err
	}
	if s.Drain < time.Second || s.Drain > 10*time.Minute {
		return fmt.Errorf("--drain is %v, allowed are 1s to 10m", s.Drain)
	}
	if err := validAddresses(s.SSH, s.HTTP); err != nil {
		return err
	}
	if err := validAdmins(s.Admin); err != nil {
		return err
	}
	if s.Data == "" && !s.Ephemeral {
		return errors.New("--data is empty and there is no home folder: name a folder, or use --ephemeral")
	}
	if err := s.validBots(); err != nil {
		return err
	}
	return validLog(s.Log, s.LogLevel)
}

func (s *serve) validBots() error {
	if most := s.mostBots(); s.Bots.Total() > most {
		return fmt.Errorf("--bots is %d in all, allowed are %d in a world of %dx%d with %d %% trees, half of its open cells",
			s.Bots.Total(), most, s.World.width, s.World.height, s.Trees)
	}
	return nil
}

// mostBots is half of the open cells of the meadow.
func (s *serve) mostBots() int { return s.World.width * s.World.height * (100 - s.Trees) / 200 }

// rulebook is the rules' numbers; a test that cannot wait for hours shortens them.
var rulebook = game.DefaultConfig

// world is the meadow's configuration.
func (s *serve) world() game.Config {
	cfg := rulebook()
	cfg.Width, cfg.Height = s.World.width, s.World.height
	cfg.Trees, cfg.Generations, cfg.Seed = s.Trees, s.Generations, s.Seed
	return cfg
}
