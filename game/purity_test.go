package game

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// drivers are the files that may start goroutines, use channels and locks and
// read the clock. All others are the machine, or a part of room and client that
// does without.
var drivers = []string{"room.go", "client.go", "lobby.go"}

// sources are the package's files without its tests.
func sources(t *testing.T) (*token.FileSet, map[string]*ast.File) {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	fset, files := token.NewFileSet(), map[string]*ast.File{}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if files[name], err = parser.ParseFile(fset, name, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range append([]string{"world.go"}, drivers...) {
		if files[name] == nil {
			t.Fatalf("there is no %s", name)
		}
	}
	return fset, files
}

func imports(f *ast.File) (paths []string) {
	for _, spec := range f.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, path)
	}
	return paths
}

func TestImportsTheStandardLibraryOnly(t *testing.T) {
	_, files := sources(t)
	for name, f := range files {
		for _, path := range imports(f) {
			root, _, _ := strings.Cut(path, "/")
			if strings.Contains(root, ".") || root == "thicket" || path == "C" {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}

func TestNobodyDoesInputOrOutput(t *testing.T) {
	_, files := sources(t)
	for name, f := range files {
		for _, path := range imports(f) {
			switch root, _, _ := strings.Cut(path, "/"); root {
			case "os", "net", "io", "bufio", "syscall", "database", "plugin":
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
}

// The machine has no goroutine, channel, lock or clock, and no chance but the
// seeded source's.
func TestMachineIsPure(t *testing.T) {
	fset, files := sources(t)
	for name, f := range files {
		if slices.Contains(drivers, name) {
			continue
		}
		for _, path := range imports(f) {
			switch path {
			case "sync", "context", "runtime", "log", "log/slog", "math/rand", "crypto/rand", "unsafe":
				t.Errorf("%s imports %s", name, path)
			}
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if what := impure(n); what != "" {
				t.Errorf("%v: %s", fset.Position(n.Pos()), what)
			}
			return true
		})
	}
}

// impure tells what a node does that only a driver may do, or "".
func impure(n ast.Node) string {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "a go statement"
	case *ast.ChanType:
		return "a channel type"
	case *ast.SendStmt:
		return "a send"
	case *ast.SelectStmt:
		return "a select"
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return "a receive"
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "close" {
			return "a close"
		}
	case *ast.SelectorExpr:
		if slices.Contains([]string{"Lock", "Unlock", "TryLock", "RLock", "RUnlock", "TryRLock"}, n.Sel.Name) {
			return "a lock"
		}
		pkg, ok := n.X.(*ast.Ident)
		if !ok {
			return ""
		}
		switch used := pkg.Name + "." + n.Sel.Name; used {
		case "time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.AfterFunc",
			"time.Tick", "time.NewTicker", "time.NewTimer", "time.Ticker", "time.Timer":
			return used
		case "rand.PCG", "rand.NewPCG", "rand.Rand", "rand.New":
			return ""
		default:
			if pkg.Name == "rand" {
				return used + ": chance that is not seeded"
			}
		}
	}
	return ""
}
