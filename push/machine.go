package push

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// thisMachine describes where the program runs.
func thisMachine() Machine {
	kilobytes, _, _ := strings.Cut(proc("meminfo", "MemTotal"), " ")
	memory, _ := strconv.ParseInt(kilobytes, 10, 64)
	return Machine{
		OS: runtime.GOOS, Arch: runtime.GOARCH, CPU: proc("cpuinfo", "model name"),
		Cores: cores(), Memory: memory * 1024, Go: runtime.Version(),
	}
}

// cores are those that this process may use: of the machine's a container may have fewer.
func cores() int { return min(runtime.NumCPU(), runtime.GOMAXPROCS(0)) }

// proc is the first value of a key in a file of Linux's /proc, "" if there is none.
func proc(file, key string) string {
	text, err := os.ReadFile("/proc/" + file)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		name, value, found := strings.Cut(line, ":")
		if found && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// String describes it in a line.
func (m Machine) String() string {
	parts := []string{m.CPU, "1 core", fmt.Sprintf("%.0f GiB", float64(m.Memory)/(1<<30)), m.OS + "/" + m.Arch, m.Go}
	if m.Cores != 1 {
		parts[1] = strconv.Itoa(m.Cores) + " cores"
	}
	if m.Memory == 0 {
		parts[2] = ""
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", ")
}
