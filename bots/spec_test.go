package bots

import (
	"slices"
	"strings"
	"testing"
)

func TestParseSpec(t *testing.T) {
	for _, c := range []struct {
		text string
		want Spec
		says []string // of the error
	}{
		{text: "wander=400", want: Spec{{"wander", 400}}},
		{text: "500", want: Spec{{"wander", 500}}},
		{text: "0", want: Spec{{"wander", 0}}},
		{
			text: "wander=400,graze=60,sow=25,hunt=15",
			want: Spec{{"wander", 400}, {"graze", 60}, {"sow", 25}, {"hunt", 15}},
		},
		{text: "graze=60, 40", want: Spec{{"graze", 60}, {"wander", 40}}},
		{text: " wander=7 ", want: Spec{{"wander", 7}}},
		{text: "wander=50000000", want: Spec{{"wander", MaxBots}}},
		{text: "", says: []string{`""`, "0 to 50000000"}},
		{text: "wander=", says: []string{`""`, "0 to 50000000"}},
		{text: "wander=x", says: []string{`"x"`, "0 to 50000000"}},
		{text: "wander=1.5", says: []string{`"1.5"`, "0 to 50000000"}},
		{text: "-1", says: []string{`"-1"`, "0 to 50000000"}},
		{text: "wander=50000001", says: []string{"50000001", "0 to 50000000"}},
		{text: "99999999999999999999", says: []string{"99999999999999999999", "0 to 50000000"}},
		{text: "dance=4", says: []string{`"dance"`, "graze, hunt, sow, wander"}},
		{text: "=4", says: []string{`""`, "wander"}},
		{text: "wander=1,wander=2", says: []string{`"wander"`, "twice"}},
		{text: "wander=1,2", says: []string{`"wander"`, "twice"}},
		{text: ",", says: []string{`""`}},
	} {
		got, err := ParseSpec(c.text)
		if len(c.says) == 0 && (err != nil || !slices.Equal(got, c.want)) {
			t.Errorf("%q gives %v, %v", c.text, got, err)
		}
		for _, part := range c.says {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%q gives %v: it does not name %s", c.text, err, part)
			}
		}
	}
}

func TestTotal(t *testing.T) {
	if got := (Spec{{"wander", 400}, {"graze", 60}}).Total(); got != 460 {
		t.Errorf("%d bots in all", got)
	}
}

func TestStrategies(t *testing.T) {
	names := Strategies()
	if !slices.Contains(names, "wander") || !slices.IsSorted(names) {
		t.Errorf("the strategies are %v", names)
	}
	for _, name := range names {
		if _, err := New(name, 1, 1); err != nil {
			t.Error(err)
		}
		if i := strategies[name].interval; i%slotWidth != 0 || i+i/10 > horizon {
			t.Errorf("the interval of %s, %d ms, does not fit the wheel", name, i)
		}
	}
	if _, err := New("dance", 1, 1); err == nil || !strings.Contains(err.Error(), `"dance"`) {
		t.Errorf("the error is %v", err)
	}
}
