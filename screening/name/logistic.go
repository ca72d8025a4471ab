package name

// The logistic table: score in ten-thousandths for evidence from evidenceOffset in steps of evidenceStep (thousandths of a
// nat). Between two entries Score interpolates in integers. Below the first the score is 0.
const (
	evidenceOffset = -2000
	evidenceStep   = 250
)

var logistic = [...]int16{
	1072, 1171, 1279, 1394, 1519, 1652, 1795, 1947, 2108, 2279, 2460, 2650,
	2850, 3058, 3274, 3498, 3729, 3965, 4207, 4452, 4700, 4950, 5200, 5449,
	5695, 5939, 6177, 6411, 6637, 6857, 7068, 7271, 7465, 7649, 7824, 7990,
	8146, 8292, 8429, 8557, 8676, 8787, 8889, 8984, 9072, 9153, 9227, 9296,
	9358, 9416, 9468, 9517, 9561, 9601, 9637, 9671, 9701, 9729, 9754, 9777,
	9798, 9817, 9834, 9849, 9863, 9876, 9888, 9898, 9908, 9917, 9925, 9932,
	9938, 9944, 9949, 9954, 9958, 9962, 9966, 9969, 9972, 9975, 9977, 9979,
	9981, 9983, 9985, 9986, 9987, 9989, 9990, 9990, 9990, 9990, 9990, 9990,
	9990,
}
