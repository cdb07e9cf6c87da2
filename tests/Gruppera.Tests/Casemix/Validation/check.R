# The figures of contacts.csv by R alone, for RComparisonTest. Rscript check.R contacts.csv > r.csv; base R, no packages.
x <- read.csv(commandArgs(trailingOnly = TRUE)[1])
tell <- function(name, value) cat(sprintf("%s,%.15g\n", name, value))
weight <- c(A01A = 4, A01E = 1.5, B02C = 2.25, B02E = 1, C03N = 0.75)

# Samples: quantiles, spread, skewness.
tell("quantile_25", quantile(x$cost, 0.25, type = 7)); tell("quantile_975", quantile(x$cost, 0.975, type = 7))
tell("sd", sd(x$cost)); tell("g1", mean((x$cost - mean(x$cost))^3) / mean((x$cost - mean(x$cost))^2)^1.5)

# Weights, with errors by contact and by patient: the ratio of two means, linearised.
for (g in names(weight)) {
  own <- x$drg == g
  w <- mean(x$cost[own]) / mean(x$cost)
  away <- x$cost - ave(x$cost, x$drg)
  part <- (own * away / sum(own) - w * away / nrow(x)) / mean(x$cost)
  variances <- tapply(x$cost, x$drg, var); sizes <- table(x$drg)
  v <- sum(sizes * variances) / nrow(x)^2
  tell(paste0("weight_", g), w)
  tell(paste0("error_", g), sqrt(variances[g] / sizes[g] + w^2 * v - 2 * w * variances[g] / nrow(x)) / mean(x$cost))
  C <- length(unique(x$patient[own]))
  tell(paste0("cluster_error_", g), sqrt(sum(tapply(part, x$patient, sum)^2) * C / (C - 1)))
}

# Complication review: least squares within groups, errors of lm and of clusters (CR1).
fit <- lm(log(cost) ~ a + b + factor(drg), data = x)
m <- model.matrix(fit); bread <- solve(crossprod(m)); n <- nrow(m); k <- ncol(m)
scores <- rowsum(m * residuals(fit), x$hospital); G <- nrow(scores)
robust <- bread %*% crossprod(scores) %*% bread * G / (G - 1) * (n - 1) / (n - k)
for (v in c("a", "b")) {
  tell(paste0("effect_", v), coef(fit)[v]); tell(paste0("lm_error_", v), sqrt(vcov(fit)[v, v])); tell(paste0("robust_error_", v), sqrt(robust[v, v]))
}

# Homogeneity.
tell("r2", summary(lm(cost ~ factor(drg), data = x))$r.squared)

# Coding beside others, and DerSimonian and Laird on winsorised scores, for cost shares on the arc sine scale.
divided <- x$drg != "C03N"; complicated <- x$drg %in% c("A01A", "B02C")
p <- tapply(complicated[divided], x$hospital[divided], mean); s <- table(x$hospital[divided])
target <- mean(complicated[divided])
z <- (asin(sqrt(p)) - asin(sqrt(target))) * 2 * sqrt(s)
q <- quantile(z, c(0.1, 0.9), type = 7); z <- pmin(pmax(z, q[1]), q[2])
tell("phi", mean(z^2)); tell("phi_p", pchisq(sum(z^2), length(z) - 1, lower.tail = FALSE))

# Index: Kitagawa's parts, and named quantity indices.
w <- weight[x$drg]; base <- substr(x$drg, 1, 3)
share <- function(y) table(factor(base[x$year == y], unique(base))) / sum(x$year == y)
means <- function(y) tapply(w[x$year == y], factor(base[x$year == y], unique(base)), mean)
s0 <- share(2024); s1 <- share(2025); w0 <- means(2024); w1 <- means(2025)
tell("patients", sum((s1 - s0) * (w0 + w1) / 2)); tell("complicated", sum((w1 - w0) * (s0 + s1) / 2))
n0 <- table(x$drg[x$year == 2024]); n1 <- table(x$drg[x$year == 2025])
c0 <- tapply(x$cost[x$year == 2024], x$drg[x$year == 2024], mean); c1 <- tapply(x$cost[x$year == 2025], x$drg[x$year == 2025], mean)
laspeyres <- sum(c0 * n1) / sum(c0 * n0); paasche <- sum(c1 * n1) / sum(c1 * n0)
t0 <- c0 * n0 / sum(c0 * n0); t1 <- c1 * n1 / sum(c1 * n1)
tell("lowe", sum(weight[names(n1)] * n1) / sum(weight[names(n0)] * n0)); tell("laspeyres", laspeyres); tell("paasche", paasche)
tell("fisher", sqrt(laspeyres * paasche)); tell("tornqvist", exp(sum((t0 + t1) / 2 * log(n1 / n0))))

# Recoding: paired t, sign test, Wilson.
d <- weight[x$recoded] - weight[x$drg]
tell("recoding_low", t.test(d)$conf.int[1]); tell("recoding_sign", binom.test(sum(d > 0), sum(d != 0))$p.value)
tell("wilson_low", prop.test(sum(x$recoded != x$drg), nrow(x), correct = FALSE)$conf.int[1])

# Many tests held together.
tell("bh", max(p.adjust(c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205), "BH")[3]))
