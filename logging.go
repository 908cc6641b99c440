package main

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"charm.land/log/v2"
)

var (
	logForms  = []string{"text", "json"}
	logLevels = []string{"debug", "info", "warn", "error"}
)

func validLog(form, level string) error {
	if !slices.Contains(logForms, form) {
		return fmt.Errorf("--log is %q, allowed are %s", form, strings.Join(logForms, ", "))
	}
	if !slices.Contains(logLevels, level) {
		return fmt.Errorf("--log-level is %q, allowed are %s", level, strings.Join(logLevels, ", "))
	}
	return nil
}

// newLog makes the operator's log: for people, or a JSON object a line.
func newLog(w io.Writer, form, level string) *slog.Logger {
	var least slog.Level
	_ = least.UnmarshalText([]byte(level)) // validated
	if form == "json" {
		return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: least}))
	}
	return slog.New(log.NewWithOptions(w, log.Options{
		Level: log.Level(least), ReportTimestamp: true, TimeFormat: "2006-01-02 15:04:05",
	}))
}
