package push

import (
	"fmt"
	"math"
	"strconv"
)

// thousands is n with separators: 1,024,000.
func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	from := 0
	if n < 0 {
		from = 1
	}
	for i := len(digits) - 3; i > from; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// figure is x with about three digits that count: 0.46, 4.1, 31.2, 1,204.
func figure(x float64) string {
	switch {
	case x == 0:
		return "0"
	case x < 0.995:
		return fmt.Sprintf("%.2f", x)
	case x < 99.95:
		return fmt.Sprintf("%.1f", x)
	}
	return thousands(int64(math.Round(x)))
}

// inMS is a number of milliseconds with its unit.
func inMS(x float64) string { return figure(x) + " ms" }
