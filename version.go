package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"
)

// Set by the linker for a release.
var (
	version = ""
	commit  = ""
)

// versionCmd tells what this program is.
type versionCmd struct {
	JSON bool `name:"json" env:"-" help:"As JSON."`
}

// Run prints it.
func (v *versionCmd) Run(io streams) error {
	version, commit := build()
	if v.JSON {
		return json.NewEncoder(io.out).Encode(map[string]string{
			"version": version, "commit": commit, "go": runtime.Version(),
		})
	}
	_, err := fmt.Fprintf(io.out, "thicket %s (%s, %s)\n", version, commit, runtime.Version())
	return err
}

// build is the version and the commit, as far as the program knows.
func build() (string, string) {
	v, c := version, commit
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && c == "" {
				c = s.Value
			}
		}
	}
	if v == "" {
		v = "dev"
	}
	if c == "" {
		c = "unknown"
	}
	return v, c
}
